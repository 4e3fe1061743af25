import { z } from 'zod';
import { findLab } from '../find-lab.ts';
import { summarise } from '../lab-summary.ts';
import { labArgument, tool } from '../tool.ts';

const readOnly = { readOnlyHint: true };

export const listLabs = tool(
  'list_labs',
  'Your labs, newest first, and the images that nodes can run.',
  { search: z.string().max(60).optional().describe('Text in the name or folder') },
  async ({ search }, api) => {
    const { labs, images } = await api.query<{
      labs: {
        totalCount: number;
        nodes: readonly { id: string; name: string; containers: readonly object[] }[];
      };
      images: readonly { name: string; description: string }[];
    }>(
      `query ($search: String) {
        labs(first: 50, search: $search) { totalCount nodes { id name containers { id } } }
        images { name description }
      }`,
      { search },
    );
    const lines = labs.nodes.map(({ id, name, containers }) => `${name} (${id}): ${containers.length} nodes`);
    if (labs.totalCount > lines.length)
      lines.push(`… and ${labs.totalCount - lines.length} more. Use search.`);
    if (lines.length === 0) lines.push('No labs.');
    return [...lines, 'images', ...images.map(({ name, description }) => `${name}: ${description}`)].join(
      '\n',
    );
  },
  readOnly,
);

export const describeLab = tool(
  'describe_lab',
  'Networks, nodes, interfaces, addresses, states and link qualities of a lab. What is READY, up and perfect is left out.',
  { lab: labArgument },
  async ({ lab }, api) => summarise(await findLab(api, lab)),
  readOnly,
);

export const exportLab = tool(
  'export_lab',
  'The files of a lab, to change and pass to change_lab.',
  {
    lab: labArgument,
    format: z.enum(['PINEAPPLE', 'CONTAINERLAB', 'KATHARA']).default('PINEAPPLE'),
  },
  async ({ lab, format }, api) => {
    const { id } = await findLab(api, lab);
    const { lab: found } = await api.query<{
      lab: { exported: { files: readonly { path: string; contentBase64: string }[] } };
    }>(
      `query ($id: ID!, $format: LabFileFormat!) {
        lab(id: $id) { exported(format: $format) { files { path contentBase64 } } }
      }`,
      { id, format },
    );
    return found.exported.files
      .map(({ path, contentBase64 }) => `--- ${path}\n${Buffer.from(contentBase64, 'base64').toString()}`)
      .join('\n');
  },
  readOnly,
);
