declare module 'dynalite' {
  import type { Server } from 'node:http';

  type Options = {
    /** LevelDB folder; in memory without one. */
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  };

  /** `close` also closes the database. */
  function dynalite(options?: Options): Server;
  export = dynalite;
}
