import type { NuxtUIOptions } from '@nuxt/ui/unplugin';

/** The theme of Nuxt UI's components. Gold surfaces have dark text in both themes, because white on gold is illegible. */
export const theme: NonNullable<NuxtUIOptions['ui']> = {
  icons: { loading: 'i-lucide-loader-circle', close: 'i-lucide-x' },
  button: {
    slots: { base: 'cursor-pointer font-medium' },
    variants: { size: { md: { leadingIcon: 'size-4', trailingIcon: 'size-4' } } },
    compoundVariants: [
      {
        color: 'primary',
        variant: 'solid',
        class:
          'bg-gold text-on-gold shadow-xs hover:bg-gold-hover active:bg-gold-hover disabled:bg-gold aria-disabled:bg-gold focus-visible:outline-focus',
      },
    ],
  },
};
