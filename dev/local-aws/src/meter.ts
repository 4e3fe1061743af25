/** What AWS would count and charge for one request, or for one run of a function. */
export type MeterReading =
  | {
      readonly kind: 'request';
      readonly service: 'lambda' | 'ssm' | 'events' | 'sts';
      readonly operation: string;
    }
  | {
      readonly kind: 'dynamodb';
      readonly operation: string;
      readonly table: string;
      /** Read and write units of the table itself, as dynalite reckons them: those of indexes come on top. */
      readonly readUnits: number;
      readonly writeUnits: number;
    }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly failed: boolean;
      /** Milliseconds from the event's arrival in a worker that waits for one; what Lambda charges for. */
      readonly ms: number;
    }
  | {
      readonly kind: 'event';
      readonly source: string;
      /** As EventBridge counts them; it charges for each 64 kB begun. */
      readonly bytes: number;
    };

/** Gets every reading as it is taken. */
export type Meter = (reading: MeterReading) => void;
