export {
  type ContextEntry,
  ContextError,
  contextLimits,
  mostArchiveBytes,
  packContext,
  unpackContext,
} from './build-context.ts';
export { ignoreFileName, readIgnoreRules, withoutIgnored } from './ignore-rules.ts';
export { type SelectedSources, selectSources } from './select-sources.ts';
