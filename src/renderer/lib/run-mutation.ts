import { MutationObserver, type MutationObserverOptions, type QueryClient } from '@tanstack/react-query';

/** Runs a mutation for whoever needs its promise and no pending state: the promise outlives every component. */
export function runMutation<Data, Failed, Variables, Before>(
  client: QueryClient,
  options: MutationObserverOptions<Data, Failed, Variables, Before>,
  variables: Variables,
): Promise<Data> {
  return new MutationObserver(client, options).mutate(variables);
}
