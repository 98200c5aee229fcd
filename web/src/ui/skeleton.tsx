import { cx } from './cx.ts';

/** A grey shape that stands where content will be; appears only after 150 ms. */
export const Skeleton = ({ className }: { readonly className: string }) => (
  <span aria-hidden="true" className={cx('animate-skeleton block rounded-control bg-raised', className)} />
);
