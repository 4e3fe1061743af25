import { Level } from 'level';

interface StoredTable {
  TableStatus: string;
  GlobalSecondaryIndexes?: { IndexStatus: string }[];
}

/**
 * Ends what a killed process was in the middle of: dynalite moves a table from CREATING, UPDATING or
 * DELETING with a timer, and a table left there would answer nothing ever after. A half-deleted one is there
 * again, to be deleted once more. Runs before dynalite opens the files.
 */
export async function settleTables(path: string): Promise<void> {
  const db = new Level<string, StoredTable>(path, { valueEncoding: 'json' });
  try {
    // dynalite's own naming of what it keeps about tables.
    for await (const [key, table] of db.iterator({ gte: 'table~', lt: 'table~\uffff' })) {
      if (table.TableStatus === 'ACTIVE') continue;
      const indexes = table.GlobalSecondaryIndexes?.map((index) => ({ ...index, IndexStatus: 'ACTIVE' }));
      await db.put(key, {
        ...table,
        TableStatus: 'ACTIVE',
        ...(indexes ? { GlobalSecondaryIndexes: indexes } : {}),
      });
    }
  } finally {
    await db.close();
  }
}
