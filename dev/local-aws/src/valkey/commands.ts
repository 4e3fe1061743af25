import type { Connection } from './connection.ts';
import { array, bulk, failure, integer, nullBulk, simple } from './replies.ts';

interface Command {
  /** Minimum and maximum number of arguments, without the command's name. */
  readonly arity: readonly [number, number];
  readonly whileSubscribed?: true;
  run(connection: Connection, words: readonly Buffer[]): void;
}

const any = Number.POSITIVE_INFINITY;
const ok = simple('OK');
const info = bulk(
  '# Server\r\nserver_name:valkey\r\nredis_version:7.2.4\r\nredis_mode:standalone\r\n# Persistence\r\nloading:0\r\n',
);

/** The commands that a publish/subscribe client needs to connect, keep alive and talk. Nothing is stored. */
const commands: Readonly<Record<string, Command>> = {
  ping: {
    arity: [0, 1],
    whileSubscribed: true,
    run(connection, [message]) {
      if (connection.subscriptions.size > 0) connection.deliver(array([bulk('pong'), bulk(message ?? '')]));
      else connection.deliver(message ? bulk(message) : simple('PONG'));
    },
  },
  echo: { arity: [1, 1], run: (connection, [message]) => connection.deliver(bulk(message ?? '')) },
  info: { arity: [0, any], run: (connection) => connection.deliver(info) },
  select: {
    arity: [1, 1],
    run: (connection, [index]) =>
      connection.deliver(String(index) === '0' ? ok : failure('ERR DB index is out of range')),
  },
  client: {
    arity: [1, any],
    run(connection, [subcommand]) {
      const name = String(subcommand).toLowerCase();
      connection.deliver(
        ['setinfo', 'setname', 'no-evict', 'no-touch'].includes(name)
          ? ok
          : failure(`ERR unknown subcommand '${name}'`),
      );
    },
  },
  publish: {
    arity: [2, 2],
    run(connection, [channel, message]) {
      if (channel && message) connection.deliver(integer(connection.channels.publish(channel, message)));
    },
  },
  subscribe: {
    arity: [1, any],
    whileSubscribed: true,
    run(connection, channels) {
      for (const channel of channels) {
        const own = Buffer.from(channel);
        connection.subscribe(own);
        connection.deliver(array([bulk('subscribe'), bulk(own), integer(connection.subscriptions.size)]));
      }
    },
  },
  unsubscribe: {
    arity: [0, any],
    whileSubscribed: true,
    run(connection, channels) {
      const wanted = channels.length > 0 ? channels : [...connection.subscriptions.values()];
      for (const channel of wanted) {
        connection.unsubscribe(channel);
        connection.deliver(
          array([bulk('unsubscribe'), bulk(channel), integer(connection.subscriptions.size)]),
        );
      }
      if (wanted.length === 0) connection.deliver(array([bulk('unsubscribe'), nullBulk, integer(0)]));
    },
  },
  pubsub: {
    arity: [1, any],
    run(connection, [subcommand, ...channels]) {
      const name = String(subcommand).toLowerCase();
      if (name === 'numsub') {
        connection.deliver(
          array(channels.flatMap((channel) => [bulk(channel), integer(connection.channels.count(channel))])),
        );
      } else if (name === 'channels' && channels.length === 0) {
        connection.deliver(
          array(connection.channels.names().map((channel) => bulk(Buffer.from(channel, 'latin1')))),
        );
      } else {
        connection.deliver(failure(`ERR unknown subcommand or wrong number of arguments for '${name}'`));
      }
    },
  },
  reset: {
    arity: [0, 0],
    whileSubscribed: true,
    run(connection) {
      connection.unsubscribeAll();
      connection.deliver(simple('RESET'));
    },
  },
  quit: {
    arity: [0, any],
    whileSubscribed: true,
    run(connection) {
      connection.deliver(ok);
      connection.quit();
    },
  },
};

export function runCommand(connection: Connection, [first, ...words]: readonly Buffer[]): void {
  const name = String(first).toLowerCase();
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    // HELLO ends here too, so clients stay with RESP2.
    connection.deliver(failure(`ERR unknown command '${name.slice(0, 64)}'`));
  } else if (words.length < command.arity[0] || words.length > command.arity[1]) {
    connection.deliver(failure(`ERR wrong number of arguments for '${name}' command`));
  } else if (connection.subscriptions.size > 0 && !command.whileSubscribed) {
    connection.deliver(
      failure(
        `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
      ),
    );
  } else {
    command.run(connection, words);
  }
}
