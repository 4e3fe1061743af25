#!/bin/sh
# Builds gate-x86_64 and gate-aarch64 beside this file.
# Needs gcc on an x86-64 machine, gcc-aarch64-linux-gnu and linux-libc-dev-arm64-cross.
set -eu
cd "$(dirname "$0")"

flags="-std=c11 -Os -Wall -Wextra -Wconversion -Wno-sign-conversion -Werror
    -nostdlib -static -no-pie -fno-pie -ffreestanding -fno-builtin
    -fno-tree-loop-distribute-patterns -fno-stack-protector
    -fno-asynchronous-unwind-tables -fno-unwind-tables -fno-ident
    -Wl,--build-id=none -Wl,-z,noexecstack -Wl,-z,noseparate-code -Wl,-z,norelro"

# build <machine> <prefix of the tools> <flags of the machine>
build() {
    # shellcheck disable=SC2086
    "$2gcc" $flags $3 -o "gate-$1" gate.c
    "$2strip" --strip-all --remove-section=.comment --remove-section=.note.gnu.property "gate-$1"
    chmod 755 "gate-$1"
}

build x86_64 x86_64-linux-gnu- "-fcf-protection=none"
build aarch64 aarch64-linux-gnu- "-mgeneral-regs-only"
