/*
 * What a static program without a C library needs of the machine: its entry, system calls and its end. The program
 * defines `start`, which gets the stack as the kernel laid it out. Needs asm/unistd.h.
 */
typedef unsigned long size;

/* ---- The machine: entry, system calls, return from a signal handler ------------------------- */

#if defined(__x86_64__)

__asm__(".text\n"
        ".globl _start\n"
        ".type _start, @function\n"
        "_start:\n"
        "    xor %ebp, %ebp\n"
        "    mov %rsp, %rdi\n" /* argc, argv and the environment lie here */
        "    and $-16, %rsp\n"
        "    call start\n"
        "    hlt\n"
        ".type signal_return, @function\n"
        "signal_return:\n"
        "    mov $15, %eax\n" /* rt_sigreturn */
        "    syscall\n");

static long call(long number, long a, long b, long c, long d)
{
    long result;
    register long r10 __asm__("r10") = d;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "0"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
                     : "rcx", "r11", "memory");
    return result;
}

#elif defined(__aarch64__)

__asm__(".text\n"
        ".globl _start\n"
        ".type _start, %function\n"
        "_start:\n"
        "    mov x29, #0\n"
        "    mov x30, #0\n"
        "    mov x0, sp\n" /* argc, argv and the environment lie here */
        "    and sp, x0, #-16\n"
        "    bl start\n"
        "    brk #1\n"
        ".type signal_return, %function\n"
        "signal_return:\n"
        "    mov x8, #139\n" /* rt_sigreturn */
        "    svc #0\n");

static long call(long number, long a, long b, long c, long d)
{
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
}

#else
#error "gate is written for x86-64 and aarch64"
#endif

extern void signal_return(void) __attribute__((visibility("hidden")));

static __attribute__((noreturn)) void leave(int status)
{
    for (;;)
        call(__NR_exit_group, status, 0, 0, 0);
}
