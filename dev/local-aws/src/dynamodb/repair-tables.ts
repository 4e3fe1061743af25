import { Level } from 'level';

interface StoredTable {
  TableStatus: string;
  GlobalSecondaryIndexes?: { IndexStatus: string }[];
}

/**
 * Completes table changes that a killed process left unfinished: dynalite leaves CREATING, UPDATING and DELETING by a
 * timer, and a table stuck there would never answer. A half-deleted table exists again and can be deleted. Runs before
 * dynalite opens the files.
 */
export async function repairTables(path: string): Promise<void> {
  const db = new Level<string, StoredTable>(path, { valueEncoding: 'json' });
  try {
    // dynalite's own key for table metadata.
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
