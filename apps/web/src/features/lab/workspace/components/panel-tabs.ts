export type PanelTab = 'inspector' | 'activity' | 'applies';

export const panelTabs: readonly { readonly tab: PanelTab; readonly label: string }[] = [
  { tab: 'inspector', label: 'Inspector' },
  { tab: 'activity', label: 'Activity' },
  { tab: 'applies', label: 'Applies' },
];
