declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** DynamoDB on LevelDB. Only the `request` event of the server it returns is used. */
  export default function dynalite(options: {
    path: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Server;
}
