import type LabCanvas from './LabCanvas.vue';

/** Loads the canvas, which is half of the lab page's code. */
export const loadCanvas = async (): Promise<typeof LabCanvas> => (await import('./LabCanvas.vue')).default;
