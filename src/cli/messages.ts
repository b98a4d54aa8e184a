// Lines on stderr that several commands share.

import type { Evidence } from '../collect.ts';
import { escapeControl } from '../model/text.ts';

/** Why no format took a file, in one line. */
export function refusalLine(evidence: Evidence): string {
  const reasons = evidence.refusals.map((refusal) => `${refusal.format}: ${refusal.reason}`).join('; ');
  return escapeControl(
    `${evidence.file.path}: expected a capture, socket dump, web log or system log, found none of them (${reasons}); leave the file out, or convert it to one of these`,
  );
}
