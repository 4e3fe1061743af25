import { runInShell } from '../../system/program-shell.ts';
import { enteringDevice, labNamespace, waitingDevice } from '../link-names.ts';
import type { EndCommands } from './traffic-commands.ts';

export const namespaces = '/run/netns';
/** All devices of a group go at once: the kernel waits 20 ms for one that goes alone. */
const removedGroup = 7070;

/**
 * Runs in the lab's namespace. $1: `cable` or `switch`; $2: lines for `ip` that remove waiting devices which are made again;
 * $3: lines for `nft` that remove tables; $4: lines for `tc` that remove queues of other devices; $5: lines for `ip` that remove
 * devices once nothing waits in them, because that takes the kernel long. Then come, for each
 * end: its name, the lines for `ip` that make devices, the others, those for `tc`, and those for `nft`. Ends of containers that don't run are not there. A cable without
 * one of its ends passes nothing, so it gets no commands.
 */
const converge = `
kind=$1
present="
$(ip -br link show type veth)"
remove_devices() {
  if [ -n "$1" ]; then
    ip -force -batch - 2>/dev/null <<LINES || true
$1
link del group ${removedGroup}
LINES
  fi
}
remove_devices "$2"
[ -z "$3" ] || echo "$3" | nft -f -
earlier=$4 later=$5
shift 5
missing= devices= links= rules= tables=
while [ $# -gt 0 ]; do
  case $present in
  *"
$1@"*)
    earlier="$earlier
qdisc del dev $1 clsact
qdisc del dev $1 root"
    devices="$devices
$2"
    links="$links
$3"
    rules="$rules
$4"
    [ -z "$5" ] || tables="$tables
$5" ;;
  *) missing=1 ;;
  esac
  shift 5
done
tc -force -batch - 2>/dev/null <<LINES || true
$earlier
LINES
if [ "$kind$missing" = cable1 ]; then
  remove_devices "$later"
  exit 0
fi
ip -force -batch - 2>/dev/null <<LINES || true
$devices
LINES
ip -batch - <<LINES
$links
LINES
tc -batch - <<LINES
$rules
LINES
[ -z "$tables" ] || echo "$tables" | nft -f -
remove_devices "$later"
`;

/** The devices that lines for the program `shaper` make. */
export function shapedDevices(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.map((line) => line.split(' ')[1] ?? ''));
}

function isNewDevice(line: string): boolean {
  return line.startsWith('link add ');
}

function deviceOf(line: string): string {
  return line.split(' ')[2] ?? '';
}

/** What was set before, and is replaced. */
interface Earlier {
  /** Their devices are replaced or removed. */
  readonly ends: readonly string[];
  /** Lines that remove tables. */
  readonly tables: readonly string[];
  /** Which of their devices were the program `shaper`'s. Null: unknown. */
  readonly shaped: ReadonlySet<string> | null;
}

/**
 * Sets the commands of a network's wires in their lab's namespace.
 * @throws ProgramError when the kernel refuses one of them
 */
export async function applyCommands(
  labId: string,
  isCable: boolean,
  commands: readonly EndCommands[],
  earlier: Earlier,
): Promise<void> {
  const shaped = shapedDevices(commands.flatMap(({ shapes }) => shapes));
  const waiting = new Set(commands.flatMap(({ links }) => links.filter(isNewDevice).map(deviceOf)));
  const devices = earlier.ends.flatMap((end) => [waitingDevice(end), enteringDevice(end)]);
  const isOther = (device: string) => waiting.has(device) && (earlier.shaped?.has(device) ?? true);
  const isKept = (device: string) => shaped.has(device) || waiting.has(device);
  const removal = (device: string) => `link set ${device} group ${removedGroup}`;
  const first = devices.filter(isOther).map(removal);
  const last = devices.filter((device) => !isKept(device)).map(removal);
  const queues = devices.filter(isKept).map((device) => `qdisc del dev ${device} root`);
  const words = commands.flatMap(({ end, links, rules, tables }) => {
    const [devices, others] = [links.filter(isNewDevice), links.filter((line) => !isNewDevice(line))];
    return [end, ...[devices, others, rules, tables].map((lines) => lines.join('\n'))];
  });
  await runInShell('nsenter', [
    ...[`--net=${namespaces}/${labNamespace(labId)}`, 'sh', '-ec', converge, 'sh'],
    ...[
      isCable ? 'cable' : 'switch',
      ...[first, earlier.tables, queues, last].map((each) => each.join('\n')),
    ],
    ...words,
  ]);
}
