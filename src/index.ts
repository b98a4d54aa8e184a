// The public API: run a report from a program, inspect evidence, read the facts.

export { type Collection, type CollectOptions, collect, type Evidence } from './collect.ts';
export { type Inspection, inspectAll } from './inspect.ts';
export { InputError } from './model/diagnostic.ts';
export type { IncidentFacts } from './model/facts.ts';
export { type ReportOutcome, type ReportRun, runReport } from './pipeline.ts';
