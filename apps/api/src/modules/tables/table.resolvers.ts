import { z } from 'zod';
import { requireViewer } from '../../context/request-context.ts';
import { requestError } from '../../context/request-errors.ts';
import type { Resolvers } from '../../graphql/generated/schema-types.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { tableReadersPerUser } from '../../live-hosts/reader-counts.ts';
import { findLabOfContainer } from '../container/find-container.ts';
import { presentTableRecord } from './present-table-record.ts';
import { readTableHistory } from './read-table-history.ts';

const time = (name: string) =>
  z.iso.datetime({ error: `${name} is a time such as 2026-01-31T12:00:00.000Z.`, offset: true });
const range = z
  .object({ from: time('from'), to: time('to') })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), { error: 'from is later than to.' });

export const tableResolvers: Resolvers = {
  Query: {
    tableHistory: async (_parent, { containerId, from, to }, context) => {
      const viewerId = requireViewer(context).id;
      const { clock, tableReaders } = context.services;
      const asked = range.safeParse({ from, to: to ?? clock().toISOString() });
      if (!asked.success)
        throw requestError('BAD_USER_INPUT', asked.error.issues[0]?.message ?? 'Bad range.');
      const liveLab = await findLabOfContainer(containerId, context);
      if (liveLab === null) throw requestError('NOT_FOUND', noSuch('container', containerId).message);
      if (!tableReaders.hasRoom(viewerId)) throw tooManyTables();
      const leave = tableReaders.enter(viewerId);
      try {
        const records = await readTableHistory(liveLab.snapshot, containerId, asked.data, context);
        return records.map((record) => presentTableRecord(record, containerId, liveLab.snapshot));
      } finally {
        leave();
      }
    },
  },
};

export function tooManyTables(): Error {
  const message = `You watch the tables of ${tableReadersPerUser} containers, which is the limit. Close some first.`;
  return requestError('RATE_LIMITED', message);
}
