import { statfsSync } from 'node:fs';

/** PostgreSQL keeps parallel query memory in /dev/shm; containers often give it 64 MB only, which fails larger queries. */
const ENOUGH_SHARED_MEMORY_BYTES = 512 * 1024 * 1024;

export function sharedMemoryKind(): 'posix' | 'mmap' {
  try {
    const shm = statfsSync('/dev/shm');
    return shm.bsize * shm.bavail >= ENOUGH_SHARED_MEMORY_BYTES ? 'posix' : 'mmap';
  } catch {
    return 'mmap';
  }
}

export type ServerSettings = Readonly<Record<string, string>>;

/**
 * Settings of the built-in server, sized for a small home machine. They are given on the command line, so the data
 * folder holds nothing of ours that an update would have to rewrite.
 */
export function serverSettings(given: {
  socketDir: string;
  port: number;
  clusterName: string;
  sharedMemory: 'posix' | 'mmap';
}): ServerSettings {
  return {
    listen_addresses: '',
    unix_socket_directories: given.socketDir,
    unix_socket_permissions: '0700',
    port: String(given.port),
    cluster_name: given.clusterName,
    max_connections: '40',
    // The system caches files as well, and plays are held by the program itself.
    shared_buffers: '48MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    dynamic_shared_memory_type: given.sharedMemory,
    random_page_cost: '1.1',
    jit: 'off',
    wal_compression: 'on',
    // Nothing streams from this server, so bulk loads may skip the log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '512MB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '',
    log_checkpoints: 'off',
    logging_collector: 'off',
    // Statements carry what people watched; they stay out of the log.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
  };
}

export const settingArguments = (settings: ServerSettings): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
