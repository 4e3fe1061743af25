import { expect, it } from 'vitest';
import { fileChanges, writtenFiles } from './file-changes.ts';

const file = (path: string, content = 'x', mode = 0o644) => ({ path, content, mode });

it('writes what is new or changed, and removes what is gone', () => {
  const before = [file('/same'), file('/text'), file('/mode'), file('/gone')];
  const after = [file('/same'), file('/text', 'y'), file('/mode', 'x', 0o600), file('/new')];
  expect(fileChanges(writtenFiles(before), after)).toEqual({ write: after.slice(1), remove: ['/gone'] });
  expect(fileChanges(writtenFiles(after), after)).toEqual({ write: [], remove: [] });
});

it('leaves the mounted name files alone', () => {
  const hosts = [file('/etc/hosts'), file('/etc/resolv.conf')];
  expect(fileChanges({}, hosts)).toEqual({ write: [], remove: [] });
  expect(fileChanges(writtenFiles(hosts), [])).toEqual({ write: [], remove: [] });
});
