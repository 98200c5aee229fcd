#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { resolveQuickly } from './quick-resolve.ts';

// Code that was compiled and stripped of its types once is kept for the next start: it takes a third less time, and
// the stripper need not be loaded, which saves memory too. Without a place to keep it, Node goes on without.
enableCompileCache();

resolveQuickly();
const { start } = await import('#cli/start.ts');
await start(process.argv.slice(2), process.env);
