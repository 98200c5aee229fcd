import type { UserView } from '#contract/media.ts';
import { imageAddress } from '../lib/image.ts';
import { cx } from './cx.ts';

const FILLS = [
  'bg-accent-fill text-accent',
  'bg-brass-fill text-brass',
  'bg-ok-fill text-ok',
  'bg-info-fill text-info',
  'bg-warn-fill text-warn',
  'bg-violet-fill text-violet',
] as const;

/** Up to two letters: first and last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [words[0], last].map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}

/** A person's picture, or their initials on a colour that stays theirs. Decorative: the name stands beside it. */
export function Avatar({
  user,
  size = 24,
}: {
  readonly user: Pick<UserView, 'id' | 'name' | 'avatar'>;
  readonly size?: 24 | 32 | 64;
}) {
  const shape = cx('shrink-0 rounded-full', { 24: 'size-6', 32: 'size-8', 64: 'size-16' }[size]);
  if (user.avatar) {
    return (
      <img src={imageAddress(user.avatar, 'avatar')} alt="" className={cx(shape, 'object-cover')} loading="lazy" />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={cx(
        shape,
        'inline-flex items-center justify-center leading-none font-semibold tracking-tighter select-none',
        size === 64 ? 'text-page' : 'text-[0.75rem]',
        FILLS[user.id % FILLS.length],
      )}
    >
      {initials(user.name)}
    </span>
  );
}
