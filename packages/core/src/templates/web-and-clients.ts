import type { LabTemplate, TemplateContainer } from './lab-template.ts';

function client(number: number): TemplateContainer {
  return {
    name: `client-${number}`,
    image: 'host',
    position: { x: (number - 1) * 240, y: 264 },
    interfaces: [{ network: 'lan', ipv4Address: `10.0.1.${10 + number}` }],
  };
}

export const webAndClients: LabTemplate = {
  id: 'web-and-clients',
  name: 'A web server and clients',
  description:
    'A web server and three clients on one network. From any of them, curl http://web gets its page.',
  instructions: `A web server and three clients on one network.

In the terminal of a client, get the server's page:
$ curl http://web
In the terminal of web, watch the requests:
$ tcpdump -n -A port 80`,
  networks: [{ name: 'lan', ipv4Subnet: '10.0.1.0/24', position: { x: 240, y: 128 } }],
  containers: [
    {
      name: 'web',
      image: 'web',
      position: { x: 240, y: 0 },
      interfaces: [{ network: 'lan', ipv4Address: '10.0.1.10' }],
    },
    client(1),
    client(2),
    client(3),
  ],
};
