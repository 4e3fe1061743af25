import { applyRecord, recordChange, type TableRecord, type TableState, wholeRecord } from './table-record.ts';

/**
 * Keeps a reader current that can't always take more: while it is behind, the records that it misses become one, with no
 * more to keep than the tables themselves.
 */
export class RecordCatchUp {
  #now: TableState | null = null;
  #sent: TableState | null = null;

  /** Notes a record that the reader gets now. */
  sent(record: TableRecord): void {
    this.#now = applyRecord(this.#now, record);
    this.#sent = this.#now;
  }

  /** Notes a record that the reader can't take now. */
  missed(record: TableRecord): void {
    this.#now = applyRecord(this.#now, record);
  }

  /** What the reader missed, as one record that it gets now. Null if that changed nothing. */
  takeMissed(): TableRecord | null {
    if (this.#now === null) return null;
    const record = this.#sent === null ? wholeRecord(this.#now) : recordChange(this.#sent, this.#now);
    this.#sent = this.#now;
    return record;
  }
}
