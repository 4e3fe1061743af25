/*
 * FRRouting asks the kernel for CAP_SYS_ADMIN at start and gives up when it can't have it, although it
 * needs it only to manage network namespaces, which a node of a lab does not do. Giving it that
 * capability would undo a container's isolation. Loaded with LD_PRELOAD, this takes out of every
 * request what the container's bounding set lacks, so that FRR runs with what it really uses.
 *
 * Prototypes are written out so that it builds without any header or development package.
 */
typedef void *cap_t;

#define RTLD_NEXT ((void *)-1L)
#define PR_CAPBSET_READ 23
#define MOST_CAPABILITIES 64

extern void *dlsym(void *handle, const char *name);
extern int prctl(int option, ...);

int cap_set_flag(cap_t caps, int flag, int count, const int *wanted, int value) {
  int (*next)(cap_t, int, int, const int *, int) = dlsym(RTLD_NEXT, "cap_set_flag");
  int allowed[MOST_CAPABILITIES];
  int kept = 0;
  int i;
  for (i = 0; i < count && kept < MOST_CAPABILITIES; i++)
    if (prctl(PR_CAPBSET_READ, (unsigned long)wanted[i], 0UL, 0UL, 0UL) == 1) allowed[kept++] = wanted[i];
  return kept == 0 ? 0 : next(caps, flag, kept, allowed, value);
}
