/** What AWS would count and charge for one request or one function run. */
export type MeterReading =
  | {
      readonly kind: 'request';
      readonly service: 'lambda' | 'ssm' | 'events' | 'sts' | 's3';
      readonly operation: string;
    }
  | {
      readonly kind: 'dynamodb';
      readonly operation: string;
      readonly table: string;
      /** Read and write units of the table itself as dynalite counts them, without those of indexes. */
      readonly readUnits: number;
      readonly writeUnits: number;
    }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly failed: boolean;
      /** Milliseconds from the event's arrival in a waiting worker, which is what Lambda charges for. */
      readonly ms: number;
    }
  | {
      readonly kind: 'event';
      readonly source: string;
      /** Bytes as EventBridge counts them; it charges per started 64 kB. */
      readonly bytes: number;
    };

/** Receives every reading. */
export type Meter = (reading: MeterReading) => void;
