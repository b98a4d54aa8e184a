// Access logs in which many ask for the same again and again and are answered: applications, checks, machines behind one address, readers whose
// browsers kept the images; messages that nobody takes; edges of a delivery network that nobody stated; and a flood that a server bears.

import { drawVisitor } from '../debtember/population.ts';
import { SHOP } from '../debtember/story.ts';
import { pageView, type Request } from '../debtember/visits.ts';
import type { CaseScript, Desk } from './case.ts';
import { keepLog, ordinaryVisits, request } from './web-log.ts';

const HOURS = 8;
const AT_SEC = 6 * 3600;
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36';

function day(desk: Desk, add: (log: Request[], atMs: number) => void): void {
  const log = ordinaryVisits(desk, 60, HOURS * 3600, 8);
  add(log, desk.startMs + AT_SEC * 1000);
  keepLog(desk, log, HOURS * 3600);
}

/** How clients of a kind ask. */
interface Asking {
  /** Each begins within so many seconds, and asks so often, so many milliseconds apart. */
  startSec: number;
  times: readonly [number, number];
  pause: readonly [number, number];
  /** So many others ask alike over the rest of the day. */
  ordinary?: number;
  /** What they do tells that they mean no harm. */
  harmless?: true;
}

type Fields = Partial<Request> & { target: string };

function ask(
  desk: Desk,
  log: Request[],
  clients: readonly { address: string; agent: string }[],
  startMs: number,
  { startSec, times, pause }: Asking,
  what: (turn: number) => Fields,
): void {
  const { random } = desk;
  for (const { address, agent } of clients) {
    desk.truth.innocent.push(address);
    let ms = startMs + random.between(0, startSec * 1000);
    for (let turn = 0, most = random.whole(...times); turn < most; turn++) {
      log.push(request(ms, address, agent, what(turn)));
      ms += random.between(...pause);
    }
  }
}

function visitors(desk: Desk, count: number): { address: string; agent: string }[] {
  return Array.from({ length: count }, () => drawVisitor(desk.random, desk.space));
}

function machines(addresses: readonly string[], agent: string): { address: string; agent: string }[] {
  return addresses.map((address) => ({ address, agent }));
}

/** A case of one kind of clients; the log cannot tell whether they mean harm. */
function kind(
  id: string,
  title: string,
  who: (desk: Desk, count?: number) => { address: string; agent: string }[],
  asking: Asking,
  what: (desk: Desk, turn: number) => Fields,
): CaseScript {
  return {
    id,
    title,
    write: (desk) =>
      day(desk, (log, atMs) => {
        const { ordinary = 0 } = asking;
        if (ordinary > 0)
          ask(desk, log, who(desk, ordinary), desk.startMs, { ...asking, startSec: HOURS * 3500 }, (turn) =>
            what(desk, turn),
          );
        ask(desk, log, who(desk), atMs, asking, (turn) => what(desk, turn));
        desk.truth.unjudged = asking.harmless ? 0 : 1;
      }),
  };
}

export const SERVED_LOGS: readonly CaseScript[] = [
  kind(
    'benign-telephones-sync-mail',
    'Eighty telephones fetch their mail (ActiveSync) after an outage: refused once without a password, then answered',
    (desk, count = 80) => machines(desk.people(count), 'Apple-iPhone15C2/2106.66'),
    { startSec: 60, times: [8, 12], pause: [200, 6_000] },
    ({ random }, turn) => ({
      method: turn === 0 ? 'OPTIONS' : 'POST',
      target: `/Microsoft-Server-ActiveSync?Cmd=${random.pick(['Sync', 'Ping', 'FolderSync'])}&DeviceType=iPhone`,
      status: turn === 0 ? 401 : 200,
    }),
  ),
  kind(
    'benign-autodiscover',
    'Outlook looks for its server at 120 desks: every question is refused first (401), then answered',
    (desk, count = 120) =>
      machines(desk.people(count), 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)'),
    { startSec: 60, times: [8, 8], pause: [200, 3_000] },
    (_, turn) => ({
      method: 'POST',
      target: '/autodiscover/autodiscover.xml',
      status: turn % 2 === 0 ? 401 : 200,
    }),
  ),
  kind(
    'benign-application-of-posts',
    'An application that posts all questions to one path, used by 100 people whose browsers keep its files',
    (desk, count = 100) => visitors(desk, count),
    { startSec: 240, times: [8, 40], pause: [200, 5_000], ordinary: 150 },
    () => ({ method: 'POST', target: '/graphql', referrer: `https://${SHOP}/app` }),
  ),
  kind(
    'benign-suggestions',
    'A search box asks at each key; sixty people type in it and have the page open already',
    (desk, count = 60) => visitors(desk, count),
    { startSec: 180, times: [6, 30], pause: [250, 900], ordinary: 150 },
    ({ random }) => ({ target: `/suggest?q=${random.letters(3)}`, referrer: `https://${SHOP}/` }),
  ),
  kind(
    'benign-map-tiles',
    'A map on another site takes its tiles from here: 45 people move it',
    (desk, count = 45) => visitors(desk, count),
    { startSec: 120, times: [20, 50], pause: [200, 1_500], ordinary: 60 },
    ({ random }) => ({
      target: `/tiles/${random.whole(10, 16)}/${random.whole(100, 900)}/${random.whole(100, 900)}.png`,
      referrer: 'https://maps.example/',
    }),
  ),
  kind(
    'benign-cluster-updates',
    'Two hundred machines ask a mirror for the lists of their packages within seconds of the full hour',
    (desk, count = 200) => machines(desk.servers(count), 'libdnf (Rocky Linux 9.4; generic; Linux.x86_64)'),
    { startSec: 3, times: [6, 6], pause: [300, 900], ordinary: 40 },
    ({ random }) => ({
      target: `/rocky/9/${random.pick(['BaseOS', 'AppStream', 'extras'])}/x86_64/os/repodata/repomd.xml`,
    }),
  ),
  kind(
    'benign-uptime-checks',
    'A service checks the home page from sixty places, six times within a minute, after somebody pressed a button',
    (desk, count = 60) => machines(desk.servers(count), 'Go-http-client/1.1'),
    { startSec: 10, times: [6, 6], pause: [1_000, 9_000] },
    () => ({ target: '/', bytes: 6_000 }),
  ),
  kind(
    'benign-school-class',
    'A class of 28 behind one address reads two pages again and again; the images came in the lesson before',
    (desk) => {
      const [address] = desk.people(1);
      return Array.from({ length: 28 }, () => ({ address, agent: CHROME }));
    },
    { startSec: 60, times: [16, 20], pause: [2_000, 12_000] },
    (_, turn) => ({
      target: turn % 3 === 0 ? '/blog/how-we-dry-oolong' : '/blog',
      referrer: `https://${SHOP}/blog`,
    }),
  ),
  kind(
    'benign-build-machines-one-address',
    'Fifty build machines behind one address fetch four repositories over HTTP',
    (desk) => {
      const [address] = desk.servers(1);
      return Array.from({ length: 50 }, () => ({ address, agent: 'git/2.47.1' }));
    },
    { startSec: 20, times: [18, 18], pause: [200, 900], harmless: true },
    ({ random }, turn) => {
      const repository = `/git/service-${random.whole(1, 4)}.git`;
      return turn % 3 === 0
        ? { target: `${repository}/info/refs?service=git-upload-pack` }
        : { method: 'POST', target: `${repository}/git-upload-pack` };
    },
  ),
  kind(
    'benign-webhooks-failing',
    'A new payment provider delivers to a path that answers 500, and tries again and again from six machines',
    (desk, count = 6) => machines(desk.servers(count), 'PayHooks/2.1'),
    { startSec: 5, times: [240, 260], pause: [500, 2_500] },
    () => ({ method: 'POST', target: '/hooks/payment', status: 500, bytes: 200 }),
  ),
  {
    id: 'benign-countdown',
    title:
      'Tickets go on sale: 60 people load the page with its images, 80 others have these in their browsers, and all reload it',
    write: (desk) =>
      day(desk, (log, atMs) => {
        for (const visitor of visitors(desk, 60)) {
          desk.truth.innocent.push(visitor.address);
          const ms = atMs + desk.random.whole(0, 120_000);
          log.push(...pageView(desk.random, visitor, ms, '/tea/oolong', '-', true));
        }
        ask(
          desk,
          log,
          visitors(desk, 80),
          atMs,
          { startSec: 120, times: [5, 30], pause: [600, 5_000] },
          () => ({ target: '/tea/oolong' }),
        );
        desk.truth.unjudged = 1;
      }),
  },
  {
    id: 'benign-parts-of-live-stream',
    title: 'Players of a live stream with little delay ask for playlist and part twice a second',
    write: (desk) =>
      day(desk, (log, atMs) => {
        for (const { address, agent } of visitors(desk, 10)) {
          desk.truth.innocent.push(address);
          const begin = atMs + desk.random.between(0, 20_000);
          for (let part = 0; part < 150; part++) {
            const piece = Math.floor((begin - atMs) / 2_000) + Math.floor(part / 4);
            const ms = begin + part * 500;
            log.push(
              request(ms, address, agent, {
                target: `/live/stream.m3u8?_HLS_msn=${piece}&_HLS_part=${part % 4}`,
              }),
            );
            log.push(request(ms + 100, address, agent, { target: `/live/piece-${piece}.${part % 4}.m4s` }));
          }
        }
      }),
  },
  {
    id: 'http-flood-answered',
    title: 'HTTP flood by 150 slow bots on pages of a server that bears it: all requests are answered',
    write: (desk) =>
      day(desk, (log, atMs) => {
        const { random } = desk;
        const bots = desk.bots(150);
        for (const { address, agent } of bots)
          for (
            let ms = atMs + random.between(0, 6_000);
            ms < atMs + 120_000;
            ms += random.between(4_000, 9_000)
          )
            log.push(
              request(ms, address, agent, { target: random.pick(['/', `/search?q=${random.letters(4)}`]) }),
            );
        desk.truth.proven.push(...bots.map(({ address }) => address));
        desk.attack('http_flood', SHOP, AT_SEC, AT_SEC + 120);
      }),
  },
  {
    id: 'unstated-edges-not-attributed',
    title:
      'A flood on the search page through a delivery network that nobody stated, with thirty edges that few visitors came through each',
    write: (desk) => {
      const { random } = desk;
      const edges = Array.from({ length: 30 }, (_, n) => `198.51.100.${10 + n}`);
      const log = ordinaryVisits(desk, 60, HOURS * 3600, 3);
      for (const atUs of desk.times(AT_SEC + 95, AT_SEC + 155, 25))
        log.push(
          request(atUs / 1000, '', CHROME, {
            target: `/search?q=${random.letters(6)}`,
            status: random.chance(0.4) ? 503 : 200,
          }),
        );
      // Whoever came stands nowhere in the evidence.
      desk.truth.innocent = edges;
      desk.truth.unjudged = 1;
      keepLog(
        desk,
        log.map((each) => ({ ...each, client: random.pick(edges) })),
        HOURS * 3600,
      );
    },
  },
];
