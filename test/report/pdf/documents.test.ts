// The three PDF documents as a whole: pages, stamps, frames, what is said to whom, equal bytes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINK_WINDOW_SEC } from '../../../src/billing/links.ts';
import { lossFacts } from '../../../src/facts/losses.ts';
import type { IncidentFacts, WaveFacts } from '../../../src/model/facts.ts';
import type { FlowResult } from '../../../src/report/pdf/flow.ts';
import { PDF_WRITERS } from '../../../src/report/pdf/index.ts';
import { EXERCISE_LINE } from '../../../src/report/text/wording.ts';
import { drawnText, drawSample, withoutAttack } from './draw-sample.ts';

const IDS = PDF_WRITERS.map((writer) => writer.id);
const PAGES = { extortion: [6, 15], provider: [2, 4], billing: [2, 4] } as const;

/** Text of one page, from 0. */
function pageText(result: FlowResult, page: number): string {
  return drawnText({ ...result, drawn: result.drawn.filter((piece) => piece.page === page) });
}

for (const id of IDS) {
  test(`${id}: page count, header, footer and stamp on every page`, async () => {
    const result = await drawSample(id);
    const [least, most] = PAGES[id];
    assert.ok(result.pages >= least && result.pages <= most, `${result.pages} pages`);
    for (let page = 0; page < result.pages; page++) {
      const text = pageText(result, page);
      assert.ok(text.includes(EXERCISE_LINE));
      assert.ok(text.includes('AF-2025-0007'));
      assert.ok(text.includes('TLP:AMBER'));
      assert.ok(text.includes(`page ${page + 1} of ${result.pages}`));
      assert.ok(text.includes('inputs sha256: e1e5e1e5e1e5'));
    }
  });

  test(`${id}: no stamp in a real case, and Letter is Letter`, async () => {
    const result = await drawSample(id, (facts) => {
      facts.case.exercise = false;
      facts.case.paper = 'Letter';
    });
    assert.doesNotMatch(drawnText(result), /EXERCISE/);
    assert.deepEqual([result.width, result.height], [612, 792]);
    assert.ok(result.bytes.includes('/MediaBox [0 0 612 792]'));
  });

  test(`${id}: equal facts give equal bytes, whatever was drawn before`, async () => {
    const first = await drawSample(id);
    for (const other of IDS) await drawSample(other, withoutAttack);
    const second = await drawSample(id);
    assert.ok(first.bytes.equals(second.bytes));
  });

  test(`report check 11: ${id}, every time of day is UTC with Z or carries its offset`, async () => {
    const result = await drawSample(id, (facts) => {
      facts.answers.when = 'on two days';
    });
    const text = drawnText(result);
    // Times of a mail stand as written there, with an offset behind a space.
    const times = [...text.matchAll(/\b\d{2}:\d{2}:\d{2}(?! [+-]\d{4}\b)(?<zone>\S?)/g)];
    assert.ok(times.length > 0);
    for (const time of times) assert.match(time.groups!.zone!, /[Z.]/, time[0]);
    for (const [span] of text.matchAll(/\d{2}:\d{2}\u2013\d{2}:\d{2}.{7}/g))
      assert.match(span, / [+-]\d\d:\d\d$/);
  });

  test(`${id}: numbers are for people`, async () => {
    const text = drawnText(
      await drawSample(id, (facts) => {
        // Version numbers and the numbers of addresses look like fractions.
        for (const database of facts.databases) database.version = '1';
      }),
    );
    assert.doesNotMatch(text, /\d\.\d{4,}/);
    assert.doesNotMatch(text, /\b(NaN|undefined|null|Infinity)\b|\[object/);
    assert.doesNotMatch(text, /\b(syn_flood|http_flood|half_open|provider_contact|lost_revenue)\b/);
  });
}

test('page 1 of the incident report answers in under 150 words', async () => {
  const result = await drawSample('extortion');
  const first = result.drawn.filter(({ page }) => page === 0);
  const from = first.findIndex(({ text }) => text === 'In short');
  const to = first.findIndex(({ text }) => text === 'Case');
  assert.ok(from >= 0 && to > from);
  const words = first
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ')
    .split(/\s+/);
  assert.ok(words.length > 40 && words.length < 150, `${words.length} words`);
});

test('the incident report names every wave, vector, demand, action and the whole hash of every file', async () => {
  let facts: IncidentFacts | undefined;
  const result = await drawSample('extortion', (sample) => {
    facts = sample;
  });
  const text = drawnText(result);
  const unspaced = text.replaceAll(' ', '');
  for (const { id } of [
    ...facts!.waves,
    ...facts!.vectors,
    ...facts!.case.demands,
    ...facts!.case.actions,
    ...facts!.evidence,
  ])
    assert.match(text, new RegExp(`\\b${id}\\b`));
  for (const { sha256 } of facts!.evidence) assert.ok(unspaced.includes(sha256), sha256);
  assert.ok(text.includes('575 more in data/sources.csv'));
});

test('measured effect and clocks stand where their reader needs them', async () => {
  const incident = drawnText(await drawSample('extortion'));
  for (const text of [
    'no successful answer',
    'at least half failed',
    '75.5 % (755,000 of 1,000,000)',
    '3.1 % (31,000 of 1,000,000)',
    '\u221296.9 %',
    'nothing to compare with',
    '+3600.25 s',
    'looks like one',
    '1 pair of files had not enough in common.',
  ])
    assert.ok(incident.includes(text), text);
  assert.ok(incident.indexOf('+3600.25 s') < incident.indexOf('+1.5 s'), 'a zone mistake first');

  const billing = drawnText(await drawSample('billing'));
  assert.ok(billing.includes('no successful answer'));
  assert.ok(billing.includes('The clock of E4 is 1 h ahead of that of E2.'));
  assert.ok(!billing.includes('The clock of E2 is 1.5 s ahead'), 'too little to move an entry');

  const upstream = await drawSample('provider', ({ vectors }) => {
    for (const vector of vectors) vector.evidenceIds = ['E1', 'E2'];
  });
  assert.ok(drawnText(upstream).includes('+1.5 s'));
  assert.ok(!drawnText(upstream).includes('+3600.25 s'), 'E4 is not cited');
});

test('a wave of which nothing was measured is told as such', async () => {
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      facts.impact = undefined;
      facts.clocks = [];
    }),
  );
  assert.ok(text.includes('nothing by which the effect on the service could be measured'));
  assert.ok(text.includes('No two files of the evidence could be compared'));
});

test('an edge that lies between snapshots is told to its side, and not at all where the evidence begins there', async () => {
  const told = async (change: Partial<WaveFacts>, language: 'en' | 'de' = 'en'): Promise<string> =>
    drawnText(
      await drawSample('extortion', (facts) => {
        facts.case.writtenIn = { language, dateStyle: 'iso' };
        const clean = {
          startCensored: false,
          endCensored: false,
          clockUncertaintySec: 0,
          startUncertaintySec: 1931,
        };
        facts.waves = [{ ...facts.waves[0]!, ...clean, endUncertaintySec: 800, ...change }];
      }),
    );
  assert.match(await told({}), /Z ± 32 min 11 s to .*Z ± 13 min 20 s/);
  const oneSided = { startOneSided: true, endOneSided: true };
  assert.match(await told(oneSided), /Z \(up to 32 min 11 s earlier\) to .{20} \(up to 13 min 20 s later\)/);
  assert.match(
    await told(oneSided, 'de'),
    /Z \(bis zu 32 min 11 s früher\) bis .{20} \(bis zu 13 min 20 s später\)/,
  );
  assert.doesNotMatch(await told({ ...oneSided, startCensored: true }), /32 min 11 s|up to .{9,14} earlier/);
});

test('the timeline of a case of usual size stands on one page', async () => {
  const { drawn } = await drawSample('extortion');
  const pages = new Set(drawn.filter(({ text }) => /^T\d+$/.test(text)).map(({ page }) => page));
  assert.equal(pages.size, 1);
});

test('the provider reads nothing of demands, losses, outages, paths or staff', async () => {
  const secret = (facts: IncidentFacts): void => {
    facts.case.title = 'SECRET-TITLE';
    for (const demand of facts.case.demands)
      Object.assign(demand, { note: 'SECRET-DEMAND', witness: 'SECRET-WITNESS', payment: 'SECRET-PAYMENT' });
    facts.case.losses.forEach((loss) => {
      loss.item = 'SECRET-LOSS';
    });
    facts.case.outages.forEach((outage) => {
      outage.service = 'SECRET-OUTAGE';
    });
    facts.answers.effect = 'SECRET-EFFECT';
    facts.impact!.summary = 'SECRET-SUMMARY';
    for (const each of [...facts.impact!.measures, ...facts.impact!.outages]) {
      Object.assign(each, {
        target: 'SECRET-TARGET',
        site: 'SECRET-SITE',
        text: 'SECRET-TEXT',
        howMeasured: 'SECRET-HOW',
      });
    }
    facts.evidence.forEach((file) => {
      file.path = `SECRET-FOLDER/${file.fileName}`;
      file.collectedBy = 'SECRET-COLLECTOR';
    });
    facts.topProven.forEach((source) => {
      source.userAgentsTop = ['SECRET-AGENT'];
    });
  };
  const result = await drawSample('provider', secret);
  const text = drawnText(result);
  assert.doesNotMatch(text, /SECRET|extort|demand|ransom|\/search|demand-1\.eml/i);
  // Titles stand outside the compressed pages.
  assert.ok(!result.bytes.includes('SECRET'));
});

test('no document names an unproven or refuted source', async () => {
  for (const id of IDS) {
    const result = await drawSample(id, (facts) => {
      const hidden = { ...facts.topProven[0]!, verdict: 'likely' as const, address: '198.51.100.250' };
      facts.topProven.unshift(hidden);
    });
    assert.ok(!drawnText(result).includes('198.51.100.250'));
  }
});

test('without an attack the documents are short and say so', async () => {
  for (const id of IDS) {
    const result = await drawSample(id, withoutAttack, 'fresh');
    const text = drawnText(result);
    assert.ok(result.pages <= (id === 'extortion' ? 6 : 1), `${id}: ${result.pages} pages`);
    assert.ok(text.includes('No attack was found in this evidence.'), id);
    assert.doesNotMatch(text, /The attack\b/);
  }
  const billing = drawnText(await drawSample('billing', withoutAttack));
  assert.ok(billing.includes('docs/incident-file.md'));
});

test('page 1 counts the lines of a kernel log among what was looked at', async () => {
  const kernelLog = (facts: IncidentFacts): void => {
    withoutAttack(facts);
    facts.evidence = [{ ...facts.evidence[0]!, kind: 'events', records: 1_002 }];
    facts.totals = { packets: 0, bytes: 0, requests: 0, sockets: 0, snapshots: 0 };
  };
  const page = pageText(await drawSample('extortion', kernelLog), 0);
  assert.match(page, /1 file: 1,002 other records, from /);
  assert.doesNotMatch(page, /no records/);
});

test('the bill prints its totals and every entry', async () => {
  let facts: IncidentFacts | undefined;
  const text = drawnText(
    await drawSample('billing', (sample) => {
      facts = sample;
    }),
  );
  // 8 h at 90 EUR are 720 EUR; with 19 % tax 856.80 EUR.
  assert.ok(text.includes('856.80 EUR'));
  assert.ok(text.includes('720.00'));
  assert.ok(text.includes('136.80'));
  for (const { entry } of facts!.billing!.entries) {
    for (const word of entry.description.split(' ')) assert.ok(text.includes(word), word);
  }
});

test('expenses stand apart from the total, with their receipts and their sum', async () => {
  const text = drawnText(await drawSample('billing'));
  assert.match(
    text,
    /2025-12-06 Disk for the evidence R-114 64\.90 2025-12-06 Taxi to the data centre not stated 23\.10/,
  );
  assert.match(text, /All expenses 88\.00/);
  assert.match(
    text,
    /they are not in the total of [\d,.]+ EUR, and nothing was added to them\. Together: [\d,.]+ EUR\./,
  );
  const none = await drawSample('billing', ({ billing }) => {
    billing!.rules = { ...billing!.rules, expenses: [] };
  });
  assert.doesNotMatch(drawnText(none), /Expenses/);
});

test('a timesheet without a billed entry says so below its heading, and states how near an event must be', async () => {
  const text = drawnText(
    await drawSample('billing', ({ billing }) => {
      billing!.entries = [];
    }),
  );
  assert.match(text, /Entries \S+ No entry of the work log is billed\./);
  assert.doesNotMatch(drawnText(await drawSample('billing')), /No entry of the work log/);
  assert.equal(LINK_WINDOW_SEC, 5 * 60);
  assert.match(text, /within the time of the entry, or at most five minutes before or after it/);
});

test('the provider reads what came in nearly every second beside the peak, where it was measured', async () => {
  const text = drawnText(await drawSample('provider'));
  assert.match(
    text,
    /In 95 of 100 seconds with any of it at most 398,000 packets\/s and 191 Mbit\/s\. Sources: 13,650/,
  );
  assert.equal(text.match(/In 95 of 100/g)?.length, 1, 'the other vectors of the sample have none');
});

test('rules that change the price are named, and the printed amounts add up with a cap', async () => {
  const text = drawnText(
    await drawSample('billing', ({ billing }) => {
      const { summary, rules, entries } = billing!;
      billing!.rules = {
        ...rules,
        rounding: { mode: 'up', stepSeconds: 900, scope: 'person_day' },
        holidays: { dates: ['2025-12-06'], factorMilli: 2000 },
        callOut: { minimumSeconds: 7200, gapSeconds: 1800 },
        capMinor: 50_000,
      };
      // 720 less 220 over the cap is 500; with 19 % tax 595.
      Object.assign(summary, {
        overCapMinor: 22_000,
        taxBaseMinor: 50_000,
        taxMinor: 9500,
        totalMinor: 59_500,
      });
      Object.assign(entries[0]!, { breakSeconds: 1800, notBillableSeconds: 3600 });
      entries[0]!.entry.dayOnlySeconds = 3600;
      billing!.links = [
        {
          entryId: entries[0]!.entry.id,
          eventId: 'W1',
          strength: 'same_day',
          offsetSeconds: 0,
          reason: '',
        },
      ];
    }),
  );
  assert.match(text, /the entries of a person and day together/);
  assert.match(text, /× 2 on 2025-12-06/);
  assert.match(text, /at least 2 h for work of one person .* up to 30 min apart/);
  assert.match(text, /at most 500\.00 EUR after discount and before tax/);
  assert.match(text, /720\.00 .*over the cap of the contract -220\.00 .*95\.00 Total 595\.00/);
  assert.match(text, /0:30 h break, 1:00 h not billable/);
  assert.match(text, /no time of day/);
  assert.match(text, /same day: W1/);
});

test('page 1 lists the files that were read, documents only by their number, and the contents', async () => {
  const result = await drawSample('extortion');
  const first = pageText(result, 0);
  for (const id of ['E1', 'E2', 'E3', 'E4']) assert.match(first, new RegExp(`\\b${id} `));
  assert.doesNotMatch(first, /\bE5 (?!and)|demand-1\.eml/);
  assert.ok(first.includes('1 document (mail, notes and the like)'));
  assert.ok(first.includes('Contents'));
  assert.ok(first.includes('Prepared for Example State Police, cybercrime desk'));
});

test('a criterion of two stretches is told once, with the range of what was measured', async () => {
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      const criterion = { threshold: 120, unit: 'requests/min', held: true, text: 'in the busiest minute' };
      facts.vectors = facts.vectors.slice(0, 1);
      facts.vectors[0]!.criteria = [
        { ...criterion, name: 'request rate', measured: 9000 },
        { ...criterion, name: 'newness', measured: 0.5, threshold: 0, unit: 'share' },
        { ...criterion, name: 'request rate', measured: 100, held: false },
      ];
    }),
  );
  assert.match(text, /request rate 100 requests\/min to 9,000 requests\/min 120 requests\/min in part/);
  assert.match(text, /newness 50 % none, indicator \u2013/);
});

test('what holds for several waves says so where the sentence tells of the first', async () => {
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      const [vector] = facts.vectors;
      facts.vectors = [vector!];
      vector!.waves = ['W2', 'W3'];
      vector!.reason = '54,262 requests by 547 sources. 54,142 requests by 546 sources.';
      vector!.peaks = { ...vector!.peaks, pps1s: 0, bps1s: 0, rps1s: 162, halfOpen: 0 };
    }),
  );
  assert.match(
    text,
    /There were 2 such stretches; the next numbers are those of the first\. 54,262 requests by 547 sources\. Peak over W2, W3: 162 requests\/s\./,
  );
  assert.match(text, /criteria over W2, W3/);
});

test('what is no damage is noted apart from damage', async () => {
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      for (const file of facts.evidence) file.diagnostics = [];
      facts.evidence[2]!.diagnostics = [
        { code: 'socket/other-family', count: 5, bytesSkipped: 0, firstOffsets: [7] },
      ];
    }),
  );
  assert.ok(text.includes('No damage was met while reading these files.'));
  assert.match(text, /Noted, not damage: a socket that is not Internet .*, 5 times in E3\./);
  assert.doesNotMatch(text, /Damage met while reading/);
});

test('without a network to ask, nobody is asked for records', async () => {
  const text = drawnText(
    await drawSample('extortion', (facts) => {
      facts.networks = [];
      facts.case.provider = { name: '', email: '', phone: '', ticket: '', server: '' };
    }),
  );
  assert.doesNotMatch(text, /networks in section 1|record-keepers named below/);
});

/** Traffic at two tariffs: one that was measured, one that was not. */
function withTariffs(facts: IncidentFacts): void {
  const loss = { category: 'bandwidth', amountMinor: undefined, currency: 'EUR', included: true };
  const price = { priceBillionths: 85_000_000, unit: 'GiB' } as const;
  facts.losses = lossFacts(
    {
      ...facts.case,
      losses: [
        { ...loss, item: 'Scrubbing', tariff: { ...price, of: 'received' }, method: 'annex 2' },
        { ...loss, item: 'Egress', tariff: { ...price, of: 'sent' }, method: '' },
      ],
    },
    undefined,
    facts.waves,
    {
      // 200 GiB x 0.085 = 17.00
      received: {
        bytes: 200 * 2 ** 30,
        waveIds: ['W1', 'W3'],
        evidenceIds: ['E1', 'E2'],
        notAdded: ['E4'],
      },
      sent: undefined,
    },
  );
}

const TARIFF_TEXTS = {
  en: {
    amount: '17.00 EUR',
    method:
      'at least 215 GB (214,748,364,800 bytes) received in W1, W3, counted in E1, E2, at 0.085 EUR per GiB of 2^30 bytes; not added, or not all of it, since it may be the same traffic: E4; tariff: annex 2',
    none: 'no amount: no log in the evidence tells the sizes of answers to the attack',
  },
  de: {
    amount: '17,00 EUR',
    method:
      'mindestens 215 GB (214.748.364.800 Byte) empfangen in W1, W3, gezählt in E1, E2, zu 0,085 EUR je GiB zu 2^30 Byte; nicht oder nicht ganz hinzugezählt, weil es derselbe Verkehr sein kann: E4; Tarif: annex 2',
    none: 'kein Betrag: kein Protokoll in den Beweismitteln nennt die Größen von Antworten auf den Angriff',
  },
} as const;

for (const language of ['en', 'de'] as const)
  for (const id of ['extortion', 'billing'] as const)
    test(`${id}: traffic at a tariff, and why there is no amount (${language})`, async () => {
      const result = await drawSample(id, (facts) => {
        facts.case.writtenIn = { language, dateStyle: 'iso' };
        withTariffs(facts);
      });
      const text = drawnText(result).replace(/\s+/g, ' ');
      const { amount, method, none } = TARIFF_TEXTS[language];
      for (const part of [amount, method, none]) assert.ok(text.includes(part), `${part}\n${text}`);
    });

test('billing: over a change of clocks both ends stand as a clock on the wall shows them', async () => {
  const [before, back] = [
    Date.parse('2026-10-25T01:30+02:00') / 1000,
    Date.parse('2026-10-25T03:30+01:00') / 1000,
  ];
  const result = await drawSample('billing', (facts) => {
    const [line] = facts.billing!.entries[0]!.lines;
    Object.assign(line!, { startSec: before, endSec: back, offsetMin: 120, endOffsetMin: 60 });
  });
  assert.match(drawnText(result), /01:30\s\+02:00\u2013\s03:30\s\+01:00/);
});
