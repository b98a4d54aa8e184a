// What a web site is called whose log does not name it.

import type { Incident } from './incident.ts';

/** The name where nothing is stated; documents in other languages have their own for it. */
export const UNSTATED_SITE = 'the web site of the logs';

/** What stands for names of which each is asked for a few times. */
export const OTHER_NAMES = 'many other host names';

/** The first service stated, by host name or name. */
export function siteNameOf({ services }: Pick<Incident, 'services'>): string {
  return services[0]?.host || services[0]?.name || UNSTATED_SITE;
}
