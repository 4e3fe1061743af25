import { expect, it } from 'vitest';
import { checkRoutesText, routeMessages, routesOf, routesToText } from './routes-text.ts';

it('reads back the routes that it wrote, and those that ip writes', () => {
  const routes = [
    { destination: '10.0.9.0/24', gateway: '10.0.1.1' },
    { destination: '::/0', gateway: 'fd00::1' },
  ];
  expect(routesOf(routesToText(routes))).toEqual(routes);
  expect(routesOf(' 10.0.9.0/24  10.0.1.1\n\ndefault via fd00::1')).toEqual(routes);
});

it('says which line is no route', () => {
  expect(checkRoutesText('10.0.9.0/24 via 10.0.1.1\n10.0.9.0')).toBe(
    'Line 2 is no route. Write 10.0.9.0/24 via 10.0.1.1.',
  );
  expect(checkRoutesText('10.0.9.0/24 via r1')).toContain("'r1'");
  expect(checkRoutesText('')).toBeUndefined();
});

it('gives the messages of the API their lines', () => {
  const errors = { 'config.routes.1.gateway': 'It is out of reach.', 'config.sysctls.1.name': 'No.' };
  expect(routeMessages(errors, 'config.')).toBe('Line 2: It is out of reach.');
  expect(routeMessages({ routes: '65 routes were given.' })).toBe('65 routes were given.');
});
