import { describe, expect, it } from 'vitest';
import { notesOf, readTexts } from '../testing/read-texts.ts';
import { makeLab } from '../testing/any-draft.ts';
import { writeLab } from '../write-lab-files.ts';
import { fitResources } from './fit-resources.ts';

const topology = (node: string) =>
  readTexts({
    'a.clab.yml': `name: a
topology:
  nodes:
    a: { kind: linux, image: alpine, ${node} }
`,
  });
const conf = (...options: string[]) =>
  readTexts({ 'lab.conf': ['a[0]=A', ...options.map((option) => `a[${option}`)].join('\n') });

describe('the resources of nodes in other formats', () => {
  it.each([
    ['cpu: 1, memory: 1GiB', 1, 1_024],
    ['cpu: 0.5, memory: 512MB', 0.5, 489],
    ['cpu: 0.333, memory: 1 gb', 0.33, 954],
    ['cpu: 0.001, memory: 1kb', 0.01, 6],
  ])('of containerlab, %s, give %d processors and %d MB', (fields, cpus, memoryMb) => {
    const read = topology(fields);
    expect(notesOf(read, 'WARNING')).toEqual([]);
    expect(read.draft?.nodes).toMatchObject([{ cpus, memoryMb }]);
  });

  it('of Kathará count memory in powers of 1024', () => {
    const read = conf('mem]="64m"', 'cpus]=1.5');
    expect(read.draft?.nodes).toMatchObject([{ cpus: 1.5, memoryMb: 64 }]);
    expect(conf('mem]=1g').draft?.nodes).toMatchObject([{ memoryMb: 1_024 }]);
  });

  it('are left out with a note if they are none', () => {
    const read = conf('mem]=much', 'cpus]=-1', 'mem]=64x');
    expect(read.draft?.nodes).toMatchObject([{ cpus: null, memoryMb: null }]);
    expect(notesOf(read, 'WARNING')).toEqual([
      "lab.conf:2 The memory 'much' of device 'a' is left out. Write an amount such as 256m.",
      expect.stringMatching(/^lab\.conf:3 The processors '-1' of device 'a' are left out/),
      expect.stringMatching(/^lab\.conf:4 The memory '64x'/),
    ]);
  });

  it('are no more than a site allows', () => {
    const { draft } = topology('cpu: 8, memory: 4GiB');
    if (draft === null) throw new Error('The topology was not read.');
    const limits = { networksPerLab: 1, containersPerLab: 1, interfacesPerContainer: 1 };
    expect(fitResources(draft, limits, 'a.clab.yml')).toEqual({ draft, notes: [] });
    const some = { ...limits, cpusPerContainer: 4, memoryMbPerContainer: 2_048 };
    const fitted = fitResources(draft, some, 'a.clab.yml');
    expect(fitted.draft.nodes).toMatchObject([{ cpus: 4, memoryMb: 2_048 }]);
    expect(notesOf(fitted, 'WARNING')).toEqual([
      "a.clab.yml:4 'a' gets 4 processors instead of 8. This site allows no more.",
      "a.clab.yml:4 'a' gets 2048 MB of memory instead of 4096. This site allows no more.",
    ]);
  });
});

describe('the ports of nodes in other formats', () => {
  it('are offered, whatever port of the machine they are published at', () => {
    const ports = ['8080:80', '22', '127.0.0.1:2222:22/tcp', '[::1]:443:443', '0.0.0.0::53/TCP'];
    const read = topology(`ports: ${JSON.stringify(ports)}`);
    expect(read.draft?.nodes[0]?.ports.map(({ port }) => port)).toEqual([80, 22, 443, 53]);
    expect(notesOf(read, 'WARNING')).toEqual([]);
    expect(notesOf(read, 'INFO')).toContainEqual(
      "a.clab.yml:4 Port 80 of node 'a' is offered in its panel. pineapple forward with 8080:80 opens it on your machine.",
    );
    expect(conf('port]="8080:80/tcp"', 'port]=22').draft?.nodes[0]?.ports).toEqual([
      { port: 80, name: null },
      { port: 22, name: null },
    ]);
  });

  it('are left out with a note if they can not be reached', () => {
    const many = Array.from({ length: 17 }, (_, at) => `${at + 1}`);
    expect(notesOf(topology(`ports: ${JSON.stringify(many)}`), 'WARNING')).toEqual([
      expect.stringContaining("The port '17' of node 'a' is left out. A container offers at most 16."),
    ]);
    const read = conf('port]=53:53/udp', 'port]=5000-5002:5000-5002', 'port]=x', 'port]=0:70000');
    expect(read.draft?.nodes[0]?.ports).toEqual([]);
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringContaining('Only TCP ports'),
      expect.stringContaining('Name each port of a range by itself.'),
      expect.stringContaining('Write it like 8080:80.'),
      expect.stringContaining('Write it like 8080:80.'),
    ]);
  });

  it('are published at different ports of the machine', () => {
    const { draft } = conf('port]=80', 'port]=443\nb[0]=A\nb[port]=80');
    if (draft === null) throw new Error('The lab was not read.');
    const [file] = writeLab(makeLab(draft), 'KATHARA', null).files;
    const text = new TextDecoder().decode(file?.content);
    expect(text.match(/^.*port.*$/gm)).toEqual([
      'a[port]="3000:80/tcp"',
      'a[port]="3001:443/tcp"',
      'b[port]="3002:80/tcp"',
    ]);
  });
});

describe('the shutdown scripts of Kathará', () => {
  const lab = (scripts: Record<string, string>) => readTexts({ 'lab.conf': 'a[0]=A\nb[0]=A', ...scripts });

  it('become one script of each device, its own first', () => {
    const read = lab({
      'shared.shutdown': 'echo all\n',
      'a.shutdown': 'echo a\r\n',
      'b.shutdown': '# none\n',
    });
    expect(notesOf(read, 'WARNING')).toEqual([]);
    const path = '/etc/pineapple/shutdown.sh';
    expect(read.draft?.nodes).toMatchObject([
      { onStop: [`bash ${path}`], files: [{ path, content: 'echo a\necho all\n', mode: 0o755 }] },
      { onStop: [`bash ${path}`], files: [{ path, content: '# none\necho all\n' }] },
    ]);
    const [none] = lab({ 'a.shutdown': '# none\n\n' }).draft?.nodes ?? [];
    expect(none).toMatchObject({ onStop: [], files: [] });
  });

  it('come back when the lab is exported, with further commands', () => {
    const { draft } = lab({ 'a.shutdown': 'echo a\n' });
    if (draft === null) throw new Error('The lab was not read.');
    const [a, b] = draft.nodes;
    if (!a || !b) throw new Error('The lab lacks a node.');
    const nodes = [
      { ...a, onStop: [...a.onStop, 'true'] },
      { ...b, onStop: ["sh -c 'echo $HOME'"] },
    ];
    const { files } = writeLab(makeLab({ ...draft, nodes }), 'KATHARA', null);
    const written = Object.fromEntries(
      files.map(({ path, content }) => [path, new TextDecoder().decode(content)]),
    );
    expect(written).toMatchObject({ 'a.shutdown': 'echo a\ntrue\n', 'b.shutdown': "sh -c 'echo $HOME'\n" });
    expect(Object.keys(written).filter((path) => path.startsWith('a/'))).toEqual([]);
  });
});
