/** The grid shared by the header and the rows of the host list. Wide screens show columns. */
export const hostColumns =
  'grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2 xl:grid-cols-[minmax(12rem,1fr)_minmax(24rem,2fr)_3rem_5rem_11rem_13rem]';
