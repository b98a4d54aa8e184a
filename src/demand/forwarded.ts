// Signs that a mail is not the message as received but somebody's copy of it: the headers of the sender are then gone.

import type { DemandAttachment } from '../model/demand.ts';
import { type HeaderField, valuesOf } from './headers.ts';

// Fwd: FW: WG: (German) TR: (French) RV: (Spanish) I: (Italian) VS: (Nordic) Doorst: (Dutch) PD: (Polish)
const SUBJECT = /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|wg|tr|rv|i|vs|vb|doorst|pd)\s*:/i;
const BODY: readonly RegExp[] = [
  /^-{2,}\s*(?:original message|forwarded message|forwarded by .{1,80}|ursprüngliche nachricht|weitergeleitete nachricht|message transféré|message d'origine|mensaje reenviado)\s*-{2,}/im,
  /^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié))\s*:/im,
];
// From, Sent and To of the original, as Outlook writes them above the text.
const QUOTED_HEADER =
  /^>?\s*(?:from|von|de):\s*\S[^\n]*\n(?:>?\s*[^\n:]{2,20}:[^\n]*\n){1,4}?>?\s*(?:subject|betreff|objet|asunto):/im;
const MAX_LOOKED_AT = 64 * 1024;

/** One sentence a sign; empty when the mail looks like the original. */
export function forwardingSigns(
  fields: readonly HeaderField[],
  subject: string,
  text: string,
  attachments: readonly DemandAttachment[],
): string[] {
  const signs: string[] = [];
  if (SUBJECT.test(subject)) signs.push(`the subject begins with "${subject.trim().split(':')[0]}:"`);
  const resent = fields.find((field) => /^(?:resent-|x-forwarded-)/i.test(field.name));
  if (resent !== undefined) signs.push(`it has the header ${resent.name}`);
  const head = text.slice(0, MAX_LOOKED_AT);
  const marker = BODY.map((pattern) => pattern.exec(head)).find(
    (match) => match !== null && match !== undefined,
  );
  if (marker) signs.push(`its text has the line "${marker[0].trim()}"`);
  else if (QUOTED_HEADER.test(head)) signs.push('its text repeats the header of another message');
  if (attachments.some((part) => part.mimeType === 'message/rfc822'))
    signs.push('another message is attached to it');
  if (valuesOf(fields, 'received').length === 0 && fields.length > 0)
    signs.push('it has no Received line, as a message that was sent or saved from a draft');
  return signs;
}
