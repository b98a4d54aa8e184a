// Lines on stderr that several commands share.

import type { Evidence } from '../collect.ts';
import { refusalText } from '../ingest/sniff.ts';
import { escapeControl } from '../model/text.ts';

/** Why no format took a file, in one line. */
export function refusalLine(evidence: Evidence): string {
  return escapeControl(refusalText(evidence.file.path, evidence.refusals, evidence.advice));
}
