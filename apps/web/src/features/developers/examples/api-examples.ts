import type { ApiExample } from './api-example.ts';
import { mutationExamples } from './mutations.ts';
import { queryExamples } from './queries.ts';
import { subscriptionExamples } from './subscriptions.ts';

/** All examples of the API page. Tests validate each against the schema and run it. */
export const apiExamples: readonly ApiExample[] = [
  ...queryExamples,
  ...mutationExamples,
  ...subscriptionExamples,
];
