/** An option as help and completion show it. */
export interface OptionInfo {
  /** Without the dashes. */
  readonly name: string;
  /** One letter; absent for none. */
  readonly short?: string;
  /** What follows it, such as `<name>`; absent for none. A `<path>` is completed as one. */
  readonly value?: string;
  readonly about: string;
}

export interface CommandInfo {
  readonly name: string;
  /** What follows the name, such as `<lab>/<container>`. */
  readonly takes: string;
  readonly about: string;
  readonly options: readonly OptionInfo[];
}

const format: OptionInfo = {
  ...{ name: 'format', value: '<format>' },
  about: 'pineapple, containerlab or kathara (default: recognised)',
};
const json: OptionInfo = { name: 'json', about: 'print JSON' };
const file: OptionInfo = {
  name: 'file',
  short: 'f',
  value: '<path>',
  about: 'the file or folder of the lab, or the address of a git repository',
};
const wait: readonly OptionInfo[] = [
  { name: 'wait', about: 'wait until the changes are made and every container is READY' },
  { name: 'timeout', value: '<seconds>', about: 'the longest wait, 1 to 86400 (default: 600)' },
];
const detailed: OptionInfo = {
  name: 'detailed-exitcode',
  about: 'end with 0 for no changes, 2 for changes, 1 for an error',
};
const source: readonly OptionInfo[] = [
  file,
  format,
  { name: 'name', value: '<name>', about: 'the lab (default: the name in the files)' },
  json,
];

/** Every command, in the order of the help. */
export const commandTable: readonly CommandInfo[] = [
  { name: 'labs', takes: '', about: 'list your labs and their containers', options: [] },
  {
    ...{ name: 'inspect', takes: '<lab>', about: "show a lab's containers with their interfaces" },
    options: [
      json,
      { name: 'ansible', about: 'print an inventory of Ansible' },
      {
        ...{ name: 'output', short: 'o', value: '<path>' },
        about: 'the folder for the inventory, its connection plugin and its ansible.cfg',
      },
    ],
  },
  {
    ...{ name: 'exec', takes: '<lab>/<container>', about: 'open a terminal' },
    options: [
      { name: 'terminal', value: '<name>', about: "the terminal's name (default: main)" },
      { name: 'view', about: 'view it without typing' },
      { name: 'tty', about: 'use a terminal (default: if standard input is one)' },
      { name: 'no-tty', about: 'use none' },
    ],
  },
  {
    ...{ name: 'logs', takes: '<lab>/<container>', about: "print a container's log" },
    options: [
      { name: 'follow', short: 'f', about: 'keep printing new lines' },
      { name: 'tail', value: '<n>', about: 'lines to start with, 0 to 5000 (default: 200)' },
    ],
  },
  {
    ...{
      name: 'capture',
      takes: '<lab>/<container or network> [<interface>]',
      about: 'write packets as pcapng: … | wireshark -k -i -',
    },
    options: [
      {
        ...{ name: 'on', value: '<container>:<interface> or <network>' },
        about: 'after a lab alone, up to eight times: merge these by time',
      },
      {
        name: 'filter',
        value: '<expression>',
        about: 'only packets that pcap-filter(7) describes, such as "icmp or arp"',
      },
      { name: 'count', value: '<n>', about: 'end after n packets, 1 to 1000000' },
      {
        ...{ name: 'write', short: 'w', value: '<path>' },
        about: 'write to a file (default: -, standard output)',
      },
      { name: 'no-wait', about: 'refuse containers that do not run, and end when they stop' },
      { name: 'json', about: 'print rows as Wireshark decodes them on the host, a JSON object a line' },
      {
        ...{ name: 'display-filter', short: 'Y', value: '<expression>' },
        about: 'with --json: only rows that match, such as "tcp.port == 80"',
      },
      {
        ...{ name: 'recording', value: '<id>' },
        about: 'with --json: of an earlier capture with --json, instead of a new one',
      },
    ],
  },
  {
    ...{
      name: 'tables',
      takes: '<lab>/<container> [<table>]',
      about: 'print routes, addresses, neighbours, fdb, protocols or filters',
    },
    options: [{ name: 'watch', about: 'go on with what changes' }, json],
  },
  {
    name: 'forward',
    takes: '<lab>/<container> [[<local port>:]<port> …]',
    about: 'reach ports of a container on 127.0.0.1, such as 8080:80; those that it offers if you name none',
    options: [],
  },
  {
    ...{
      name: 'reach',
      takes: '<lab> | <lab>/<container> <lab>/<container>',
      about: 'check who reaches whom; of two containers, say why or why not',
    },
    options: [
      { name: 'tcp', value: '<port>', about: 'open TCP connections to a port (default: ping)' },
      { name: 'ip', value: '<version>', about: '4 or 6 (default: both)' },
      json,
    ],
  },
  {
    ...{ name: 'build', takes: '<image> [<folder>]' },
    about: 'build an image of your own from a Dockerfile and the files beside it, with its log',
    options: [
      {
        ...{ name: 'file', short: 'f', value: '<path>' },
        about: 'the Dockerfile (default: Dockerfile in the folder)',
      },
    ],
  },
  {
    ...{ name: 'duplicate', takes: '<lab> [<name>]' },
    about: 'make a lab with all that is drawn in another one',
    options: [],
  },
  {
    ...{
      name: 'snapshot',
      takes: '<action> [<lab> | <snapshot> | <path>] [<name>]',
      about:
        "keep a lab with its containers' contents: save <lab> <name>, list, restore <snapshot>, fork <snapshot> [<lab>], export <snapshot>, import <path>, delete <snapshot>",
    },
    options: [
      { ...json, about: 'list: print JSON' },
      { name: 'name', value: '<name>', about: "import: the snapshot's name (default: the one in the file)" },
      {
        ...{ name: 'output', short: 'o', value: '<path>' },
        about: "export: the file (default: the snapshot's name with .tar)",
      },
    ],
  },
  {
    ...{ name: 'create-network', takes: '<lab>/<network>', about: 'create a network' },
    options: [
      { name: 'ipv4', value: '<subnet>', about: 'its IPv4 subnet (default: the next free one)' },
      { name: 'ipv6', value: '<subnet>', about: 'its IPv6 subnet; without --ipv4, IPv6 only' },
      { name: 'plain', about: 'no subnets, layer 2 only' },
      { name: 'mtu', value: '<bytes>', about: '68 to 9500 (default: 1500)' },
      { name: 'internet', about: 'with egress' },
    ],
  },
  { name: 'set-mtu', takes: '<lab>/<network> <bytes>', about: 'change the MTU of a network', options: [] },
  {
    ...{ name: 'create-container', takes: '<lab>/<container>', about: 'create a container and start it' },
    options: [
      { name: 'image', value: '<image>', about: 'what it runs (default: host)' },
      { name: 'network', value: '<network>', about: 'a network to attach it to; repeat for more' },
      {
        name: 'sysctl',
        value: '<name>=<value>',
        about: 'a sysctl such as net.ipv4.ip_forward=1; repeat for more',
      },
      { name: 'env', value: '<name>=<value>', about: 'a variable in its environment; repeat for more' },
      { name: 'entrypoint', value: '<words>', about: 'in place of the entrypoint of its image' },
      { name: 'command', value: '<words>', about: 'in place of the command of its image' },
      { name: 'exec', value: '<command>', about: 'a command to run at every start; repeat for more' },
      { name: 'on-stop', value: '<command>', about: 'a command to run before it stops; repeat for more' },
      { name: 'cpus', value: '<number>', about: 'how many processors it may use, such as 0.5' },
      { name: 'memory', value: '<MB>', about: 'how much memory it may use' },
      { name: 'port', value: '<port>[=<name>]', about: 'a TCP port to offer as a link; repeat for more' },
      { name: 'user', value: '<user>', about: 'whom its program and terminals run as, such as 1000:1000' },
      {
        name: 'wait-for',
        value: '<container>',
        about: 'one that is READY before it starts, or as db:RUNNING; repeat for more',
      },
      { name: 'workdir', value: '<path>', about: 'the folder that they begin in' },
    ],
  },
  {
    ...{ name: 'connect', takes: '<lab>/<container> <network>', about: 'attach a container to a network' },
    options: [
      { name: 'ipv4', value: '<address>', about: 'its IPv4 address (default: the next free one)' },
      { name: 'ipv6', value: '<address>', about: 'its IPv6 address (default: the next free one)' },
      { name: 'mac', value: '<address>', about: 'its MAC address (default: a derived one)' },
      {
        name: 'interface',
        value: '<name>',
        about: "the interface's name (default: the next free one of eth0, eth1, …)",
      },
      { name: 'no-address', about: 'no address unless one is given' },
    ],
  },
  {
    ...{
      name: 'set-link',
      takes: '<lab>/<container> <network>',
      about: 'change the link of a container to a network',
    },
    options: [
      {
        name: 'to',
        value: '<impairments>',
        about:
          'for frames that enter the container, such as delay=20,jitter=2,distribution=normal,loss=0.5,burst=5,every=10,black-hole=1400,rate=1000,rate-burst=3000,queue=50,bad-start=1,bad-end=30,match=udp port 53: ms, %, frames, bytes, kbit/s; none for a perfect link',
      },
      { name: 'from', value: '<impairments>', about: 'for frames that come out of it' },
      { name: 'up', about: 'plug it in' },
      { name: 'down', about: 'unplug it' },
      {
        name: 'outage',
        value: '<seconds>',
        about: 'unplug it for so long, or again and again: 5/10 is 5 s down and 10 s up',
      },
    ],
  },
  {
    ...{
      name: 'import',
      takes: '<path>',
      about: 'make a lab of a file or folder: lab.yaml, containerlab or Kathará',
    },
    options: [
      file,
      { name: 'name', value: '<name>', about: "the lab's name (default: the one in the files)" },
      format,
      { name: 'dry-run', about: 'say what would be made' },
      ...wait,
      json,
    ],
  },
  {
    ...{ name: 'validate', takes: '<path>', about: 'check a file or folder here, without a website' },
    options: [file, format, json],
  },
  {
    ...{ name: 'export', takes: '<lab>', about: 'write a lab as files' },
    options: [
      { ...format, about: 'pineapple (default), containerlab or kathara' },
      {
        ...{ name: 'output', short: 'o', value: '<path>' },
        about: 'a folder, or a .yaml or .yml for a single file (default: -, standard output)',
      },
      { ...file, about: 'the same as --output' },
      json,
    ],
  },
  {
    ...{ name: 'plan', takes: '', about: 'say what makes a lab match its files' },
    options: [...source, detailed],
  },
  {
    ...{ name: 'apply', takes: '', about: 'make a lab match its files, or make it' },
    options: [...source, { name: 'dry-run', about: 'say what would change' }, detailed, ...wait],
  },
  {
    ...{ name: 'destroy', takes: '', about: 'delete the lab of the files' },
    options: [
      ...source,
      { name: 'dry-run', about: 'say what would be deleted' },
      { name: 'yes', short: 'y', about: 'do not ask' },
    ],
  },
  {
    ...{ name: 'completion', takes: '<shell>', about: 'print completions for bash, zsh or fish' },
    options: [],
  },
];
