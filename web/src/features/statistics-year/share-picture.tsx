import { Download, Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { YearReview } from '#contract/statistics-year.ts';
import { t } from '../../lib/i18n.ts';
import { saveBlob } from '../../lib/save-text.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Switch } from '../../ui/switch.tsx';
import { toast } from '../../ui/toaster.tsx';
import { drawYear, PICTURE_HEIGHT, PICTURE_WIDTH } from './draw-year.ts';
import { heading } from './year-words.ts';

const fileName = (year: number): string => `spyglass-${year}.png`;

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));

const canSend = (): boolean =>
  typeof navigator.canShare === 'function' &&
  navigator.canShare({ files: [new File([], 'a.png', { type: 'image/png' })] });

/** A picture of the year to keep or to send. */
export function SharePicture({ review, onClose }: { readonly review: YearReview; readonly onClose: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [areNamesHidden, setHidden] = useState(true);
  useEffect(() => {
    const { current } = canvas;
    if (current) void document.fonts.ready.then(() => drawYear(current, review, areNamesHidden));
  }, [review, areNamesHidden]);
  const withPicture = async (use: (picture: Blob) => void | Promise<void>): Promise<void> => {
    const picture = canvas.current && (await blobOf(canvas.current));
    if (picture) await use(picture);
    else toast(t('chart.noPicture'));
  };
  const send = (picture: Blob): Promise<void> =>
    navigator
      .share({ files: [new File([picture], fileName(review.year), { type: 'image/png' })] })
      // Whoever changes their mind is told nothing.
      .catch(() => undefined);
  return (
    <Modal title={t('year.share')} onClose={onClose} isSheet>
      <div className="flex flex-col gap-4">
        <p className="text-body text-text-2">{t('year.shareText')}</p>
        <canvas
          ref={canvas}
          width={PICTURE_WIDTH}
          height={PICTURE_HEIGHT}
          role="img"
          aria-label={`${t('year.pictureOf')}: ${heading(areNamesHidden ? { ...review, person: null } : review)}`}
          className="mx-auto max-h-[55vh] max-w-full rounded-card border border-line"
        />
        {review.person !== null && (
          <Switch isSelected={areNamesHidden} onChange={setHidden}>
            {t('year.hideNames')}
          </Switch>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {canSend() && (
            <Button onPress={() => void withPicture(send)}>
              <Send size={16} strokeWidth={1.75} aria-hidden="true" />
              {t('year.send')}
            </Button>
          )}
          <Button
            look="primary"
            onPress={() => void withPicture((picture) => saveBlob(fileName(review.year), picture))}
          >
            <Download size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('year.save')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
