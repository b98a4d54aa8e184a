#!/usr/bin/env node
// The process: arguments in, exit code out. The only file that prints or exits.

import { Command, CommanderError } from 'commander';
import type { CommandResult } from './cli/inspect.ts';
import { warmUpDecoding } from './decode-thread.ts';
import { FORMATS } from './ingest/formats/index.ts';
import { InputError } from './model/diagnostic.ts';
import { escapeRemainingControl } from './model/text.ts';
import { optimiseLate } from './optimising.ts';
import { BLOCKLIST_FORMATS } from './report/provider/blocklist-formats.ts';
import { VERSION } from './version.ts';

optimiseLate();

// What a command needs is loaded when it is given: all of it takes four tenths of a second.
const program = new Command('afterflood')
  .description(
    'Forensic analyzer for the days after an attack. Reads captures, socket dumps and web logs;\nwrites CSV and PDF for the police, the provider and the client. Works offline.',
  )
  .version(VERSION)
  .exitOverride()
  .configureHelp({ helpWidth: 100 })
  .addHelpText(
    'after',
    `
Evidence formats (found by content, gzip undone):
${FORMATS.map((format) => `  ${format.id.padEnd(14)}${format.title}`).join('\n')}

Examples:
  $ afterflood init evidence/
  $ afterflood report evidence/ --out reports/case-1
  $ afterflood report capture.pcap.gz access.log --own 203.0.113.80
  $ afterflood inspect evidence/ --json
  $ ssh server 'netstat -ant' | afterflood inspect -

Exit codes: 0 clean, 1 done but evidence was damaged or missing (verify: something differs), 2 wrong use or input, 70 a bug.`,
  );

// Whoever reads may have seen enough (| head), which is no fault; a full disk is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(
    `afterflood: standard output: expected a place that takes it all, found ${error.code}; make room or name another place\n`,
  );
  process.exitCode = 2;
});
process.stderr.on('error', () => undefined);

let result: CommandResult = { out: '', messages: [], exitCode: 0 };

program
  .command('report')
  .description('read all evidence, assess it, write the extortion, provider and billing reports')
  .argument('<path...>', "files, directories (walked), '-' for standard input")
  .option('--incident <file>', 'what you state about the case (default: incident.yaml in a given directory)')
  .option('--out <dir>', 'where to write; must be new or empty (default: reports/<case id>-<n>)')
  .option(
    '--now <time>',
    'time of the report, RFC 3339; makes two runs equal (default: SOURCE_DATE_EPOCH or the clock)',
  )
  .option('--asn-db <file>', 'ASN database (.mmdb) instead of the bundled one')
  .option('--country-db <file>', 'country database (.mmdb) instead of the bundled one')
  .option('--own <cidr...>', 'addresses of your own servers (default: incident.yaml, else inferred)')
  .option('--no-redact', 'leave secrets of visitors in clear; for the law_enforcement profile only')
  .option('--json', 'print the facts as JSON instead of the summary')
  .action(async (paths: string[], options) => {
    warmUpDecoding();
    const { report } = await import('./cli/report.ts');
    result = await report(paths, options);
  });

program
  .command('inspect')
  .description('what each file is: format, hash, counts, times, damage; judges nothing')
  .argument('<path...>', "files, directories (walked), '-' for standard input")
  .option('--json', 'one array, an object a file')
  .action(async (paths: string[], options) => {
    warmUpDecoding();
    const { inspect } = await import('./cli/inspect.ts');
    result = await inspect(paths, options);
  });

program
  .command('explain')
  .description('all that a finished case holds about one target, with pointers to the records')
  .argument('<target>', 'an address, prefix, AS number (AS64496), vector (V1, syn_flood) or wave (W1)')
  .requiredOption('--case <dir>', 'report folder of the case; it is only read')
  .option('--json', 'one object')
  .action(async (target: string, options) => {
    const { explain } = await import('./cli/explain.ts');
    result = await explain(target, options);
  });

program
  .command('compare')
  .description('same machines, same reflectors, same tool? Sets finished cases against each other')
  .argument('<case...>', 'two or more report folders; they are only read')
  .option('--json', 'one object')
  .action(async (cases: string[], options) => {
    const { compare } = await import('./cli/compare.ts');
    result = await compare(cases, options);
  });

program
  .command('verify')
  .description(
    'is a report as it was written, its evidence as it was read? Exit code 1 when something differs',
  )
  .argument('<dir>', 'report folder; it is only read')
  .option('--evidence <path...>', 'where the evidence lies now (default: where it lay)')
  .option('--json', 'one object')
  .action(async (directory: string, options) => {
    const { verify } = await import('./cli/verify.ts');
    result = await verify(directory, options);
  });

program
  .command('block')
  .description('a blocklist of the proven sources of a finished case, on standard output')
  .requiredOption('--case <dir>', 'report folder of the case; it is only read')
  .option('--format <form>', BLOCKLIST_FORMATS.map((format) => format.id).join(', '), 'nft')
  .option('--at-least <n>', 'only sources with at least so many requests (packets where none were logged)')
  .option('--cover <percent>', 'only the busiest sources that together make this share of the attack')
  .option('--from-dumps', 'also sources known from socket dumps alone, once no proxy of yours is among them')
  .action(async (options) => {
    const { block } = await import('./cli/block.ts');
    result = await block(options);
  });

program
  .command('init')
  .description('write a commented incident.yaml after a few questions; never over an existing one')
  .argument('[dir]', 'where the evidence lies or will lie', '.')
  .option('--yes', 'ask nothing')
  .action(async (directory: string, options) => {
    const { init } = await import('./cli/init.ts');
    result = await init(directory, options, { input: process.stdin, output: process.stderr });
  });

program
  .command('databases')
  .description('which geo and ASN databases are in use, how old they are, and how to replace them')
  .option('--asn-db <file>', 'ASN database (.mmdb) instead of the bundled one')
  .option('--country-db <file>', 'country database (.mmdb) instead of the bundled one')
  .action(async (options) => {
    const { databasesText } = await import('./cli/databases.ts');
    result = { out: await databasesText({ ...options, now: new Date() }), messages: [], exitCode: 0 };
  });

try {
  await program.parseAsync();
  for (const message of result.messages)
    process.stderr.write(`afterflood: ${escapeRemainingControl(message)}\n`);
  process.stdout.write(result.out);
  process.exitCode = result.exitCode;
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof InputError) {
    for (const line of error.message.split('\n'))
      process.stderr.write(`afterflood: ${escapeRemainingControl(line)}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(
      `afterflood: this is a bug in afterflood, please report it with the lines below\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 70;
  }
}
