import { stringify } from 'yaml';
import type { InspectedLab } from './inspected-lab.ts';

type Hosts = Record<string, Record<string, unknown>>;

/**
 * A lab as an inventory of Ansible in YAML: a host for each container, a group for each image and each network.
 * https://docs.ansible.com/ansible/latest/collections/ansible/builtin/yaml_inventory.html
 */
export function ansibleInventory({ id, name, networks, containers }: InspectedLab, url: string): string {
  const hosts: Hosts = {};
  for (const container of containers) {
    hosts[container.name] = {
      pineapple_container: container.id,
      pineapple_image: container.image.name,
      pineapple_interfaces: container.interfaces.map((one) => ({
        ...{ name: one.name, network: one.network.name, mac: one.macAddress },
        ...{ ipv4: one.ipv4Address, ipv6: one.ipv6Address },
      })),
    };
  }
  const groups = new GroupNames();
  const groupOf = (wanted: string, of: (container: InspectedLab['containers'][number]) => boolean) => {
    const members = containers.filter(of).map((container) => [container.name, {}] as const);
    return [groups.take(wanted), { hosts: Object.fromEntries(members) }] as const;
  };
  const images = [...new Set(containers.map(({ image }) => image.name))];
  const children = [
    ...images.map((image) => groupOf(`image_${image}`, (container) => container.image.name === image)),
    ...networks.map((network) =>
      groupOf(`network_${network.name}`, ({ interfaces }) =>
        interfaces.some((one) => one.network.name === network.name),
      ),
    ),
  ];
  const vars = {
    ...{ ansible_connection: 'pineapple', ansible_python_interpreter: '/usr/bin/python3' },
    ...{ pineapple_lab: id, pineapple_lab_name: name, pineapple_url: url },
  };
  const inventory = { all: { vars, hosts, children: Object.fromEntries(children) } };
  // Ansible reads YAML 1.1, where a name such as `on` and a MAC address without letters are no text unless quoted.
  return stringify(inventory, { lineWidth: 0, version: '1.1' });
}

/** Names of groups may have letters, digits and underscores only, and each is used once. */
class GroupNames {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    const base = wanted.replaceAll(/[^A-Za-z0-9_]/g, '_');
    let name = base;
    for (let next = 2; this.#taken.has(name); next += 1) name = `${base}_${next}`;
    this.#taken.add(name);
    return name;
  }
}
