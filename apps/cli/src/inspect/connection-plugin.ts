import { readFileSync } from 'node:fs';

/** The plugin with which Ansible reaches the containers of a lab, as Python. */
export const connectionPlugin = readFileSync(new URL('./pineapple.py', import.meta.url), 'utf8');
