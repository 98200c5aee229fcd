import { ArrowLeftRight, CircleCheck, CircleHelp, type LucideIcon, Shuffle } from 'lucide-react';
import type { Decision } from '#contract/enums.ts';
import type { MessageId } from '../lib/i18n.ts';
import { t } from '../lib/i18n.ts';
import { Badge, type Tone } from './badge.tsx';

/** Words, colour and shape of each way to deliver a stream. */
export const DECISION_LOOK: Record<Decision, { tone: Tone; label: MessageId; icon: LucideIcon }> = {
  'direct play': { tone: 'ok', label: 'decision.directPlay', icon: CircleCheck },
  copy: { tone: 'info', label: 'decision.copy', icon: ArrowLeftRight },
  transcode: { tone: 'warn', label: 'decision.transcode', icon: Shuffle },
};

const UNKNOWN = { tone: 'neutral', label: 'unknown', icon: CircleHelp } as const;

export const decisionLook = (decision: Decision | null) => (decision === null ? UNKNOWN : DECISION_LOOK[decision]);

/** How a play was delivered. */
export function DecisionBadge({ decision }: { readonly decision: Decision | null }) {
  const { tone, label, icon } = decisionLook(decision);
  return (
    <Badge tone={tone} icon={icon}>
      {t(label)}
    </Badge>
  );
}
