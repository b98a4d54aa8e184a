// Sentences about requests that came through proxies, stated or not: whose they are stands in the proxies' own logs.

import type { Assessment } from '../assess/assess.ts';
import type { IncidentFacts } from '../model/facts.ts';
import { count, counted, percent } from '../report/units.ts';

const MOST_LISTED = 50;
const MOST_ON_PAGE = 2;
const MOST_IN_TEXT = 8;

/** Addresses taken for a proxy that was not stated; undefined without any. */
export function unstatedProxyFacts({ unstated }: Assessment): IncidentFacts['unstatedProxies'] {
  if (unstated === undefined) return undefined;
  const { proxies, proxiesTotal, requests, share, agents } = unstated;
  return { addresses: proxies.slice(0, MOST_LISTED), total: proxiesTotal, requests, share, agents };
}

/** For page 1, after what is said of sources; '' without any. */
export function proxyAnswer(proxies: IncidentFacts['unstatedProxies']): string {
  if (proxies === undefined) return '';
  const { addresses, total, share } = proxies;
  return ` ${shown(addresses, total, MOST_ON_PAGE)} carried ${percent(share)} of the ordinary visitors, as a proxy does: do not block, state under trusted_proxies.`;
}

/** For the limits: requests of stated proxies, and of addresses that look like some. */
export function proxyLimits(
  { proxied, fromOwn }: Pick<Assessment, 'proxied' | 'fromOwn'>,
  unstated: IncidentFacts['unstatedProxies'],
): string[] {
  const out: string[] = [];
  if (proxied !== undefined)
    out.push(
      `${counted(proxied.requests, 'request')} came through trusted proxies (${shown(proxied.proxies, proxied.proxiesTotal, MOST_IN_STATED)}) and stand under their addresses: a flood that came that way cannot be told from popularity, and its sources are in the log of the proxies, not in this one.`,
    );
  // Own programs ask too; only a surge asks for words.
  if (fromOwn !== undefined && fromOwn.surges.length > 0)
    out.push(
      `${counted(fromOwn.requests, 'request')} came from own addresses (${shown(fromOwn.proxies, fromOwn.proxiesTotal, MOST_IN_STATED)}), as those of a proxy on the same host do, and stand under them: a flood that came that way cannot be told from popularity, and its sources are in the log of the proxy, not in this one.`,
      'Where that is a proxy, have the web server behind it log the addresses of the clients (nginx: real_ip_header; Apache: mod_remoteip).',
    );
  if (unstated !== undefined) {
    const { addresses, total, requests, share, agents } = unstated;
    const who = agents === 0 ? '' : `, with ${counted(agents, 'different user agent')}`;
    out.push(
      `${counted(requests, 'request')} came from ${counted(total, 'address', 'addresses')} (${shown(addresses, total, MOST_IN_TEXT)}) that carried ${percent(share)} of the ordinary visitors of the site${who}, as a reverse proxy, load balancer or delivery network does: they are not called sources, whatever they sent. Blocking them would take the site off the net.`,
      'If they are such, state them under trusted_proxies, have the web server log the addresses of the clients (nginx: real_ip_header; Apache: mod_remoteip), and ask for the log of the proxy. If they are not, set the threshold unstated_proxy.share to 2 in incident.yaml and run again.',
    );
  }
  return out;
}

const MOST_IN_STATED = 4;

function shown(addresses: readonly string[], total: number, most: number): string {
  const more = total - Math.min(most, addresses.length);
  return `${addresses.slice(0, most).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`;
}
