import type { NuxtUIOptions } from '@nuxt/ui/unplugin';

/**
 * How Nuxt UI's components look here. A gold surface carries dark text in both themes: white on gold
 * can't be read.
 */
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
