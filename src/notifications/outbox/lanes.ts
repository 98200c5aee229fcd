import type { EpochMs } from '#clock';
import type { NotifierId } from '#contract/ids.ts';

/**
 * What is being sent now, and to whom nothing may be sent just now: agents that want a pause between two messages, and
 * agents that failed lately, which together never take all lanes, so that they hold up nobody else.
 */
export class Lanes {
  private readonly inFlight = new Map<NotifierId, number>();
  private readonly freeAt = new Map<NotifierId, EpochMs>();
  private readonly failing = new Set<NotifierId>();
  private readonly emptied = new Set<() => void>();

  get count(): number {
    return [...this.inFlight.values()].reduce((sum, one) => sum + one, 0);
  }

  /** Takes a lane; what is returned gives it back and says how it went. */
  enter(id: NotifierId, freeAt: EpochMs): (wasSent: boolean) => void {
    this.inFlight.set(id, (this.inFlight.get(id) ?? 0) + 1);
    this.freeAt.set(id, freeAt);
    return (wasSent) => {
      const left = (this.inFlight.get(id) ?? 1) - 1;
      if (left > 0) this.inFlight.set(id, left);
      else this.inFlight.delete(id);
      if (wasSent) this.failing.delete(id);
      else this.failing.add(id);
      if (this.inFlight.size === 0) for (const resolve of this.emptied) resolve();
    };
  }

  /** Agents to whom nothing may be sent now when there are so many lanes. */
  excluded(lanes: number, now: EpochMs): NotifierId[] {
    const pausing = [...this.freeAt].filter(([, at]) => at > now).map(([id]) => id);
    const busyFailing = [...this.failing].reduce((sum, id) => sum + (this.inFlight.get(id) ?? 0), 0);
    const held = busyFailing >= Math.max(1, lanes - 1) ? [...this.failing] : [];
    return [...new Set([...pausing, ...held])];
  }

  /** When the next pause ends. */
  nextFree(now: EpochMs): EpochMs | null {
    const ahead = [...this.freeAt.values()].filter((at) => at > now);
    return ahead.length === 0 ? null : Math.min(...ahead);
  }

  /** Resolves when nothing is being sent. */
  empty(): Promise<void> {
    if (this.inFlight.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.emptied.add(resolve));
  }
}
