// Which web site a request was for: the name its log holds, in one spelling; names that hardly anybody asks for count as one.

import type { CaseStore } from '../aggregate/store.ts';
import { OTHER_NAMES } from '../model/site-name.ts';

/**
 * So many clients that ask for so many such names each: a flood that makes a name up for each request. Whoever tries a list of names is one or two, and devices
 * and customers with a name of their own ask for that one.
 */
const LEAST_CLIENTS = 20;
const NAMES_PER_CLIENT = 5;

/** SQL of a host in one spelling: "Shop.Example.:8080" is "shop.example" (RFC 9110 section 4.2.3); an IPv6 address without brackets has no port. */
export function siteSql(host: string): string {
  const name = `lower(coalesce(${host}, ''))`;
  return `CASE WHEN ${name} LIKE '%:%:%' AND ${name} NOT LIKE '%]%' THEN ${name} ELSE regexp_replace(${name}, '\\.?(:\\d+)?$', '') END`;
}

/** Creates the table sites (evidence, host_id, site), out of the view requests_in too. Names with fewer than `least` requests each are one site where clients ask for many of them. */
export async function createSites({ run }: Pick<CaseStore, 'run'>, least: number): Promise<void> {
  await run(`
    CREATE TABLE sites AS
    WITH names AS (SELECT r.evidence, r.host_id, ${siteSql('h.text')} AS name, sum(r.requests) AS n FROM request_minutes r LEFT JOIN texts h ON h.evidence = r.evidence AND h.id = r.host_id GROUP BY ALL),
      rare AS (SELECT name FROM names WHERE name <> '' GROUP BY name HAVING sum(n) < ${least}),
      makers AS (SELECT client_hi, client_lo FROM requests_in JOIN names USING (evidence, host_id) SEMI JOIN rare USING (name) GROUP BY ALL HAVING count(DISTINCT name) >= ${NAMES_PER_CLIENT}),
      pooled AS (SELECT name FROM rare WHERE (SELECT count(*) FROM makers) >= ${LEAST_CLIENTS})
    SELECT evidence, host_id, CASE WHEN name IN (SELECT name FROM pooled) THEN '${OTHER_NAMES}' ELSE name END AS site FROM names`);
}
