#!/bin/sh
# Builds the static programs for x86_64 and aarch64 beside this file.
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
    for source in *.c; do
        program="${source%.c}-$1"
        # shellcheck disable=SC2086
        "$2gcc" $flags $3 -o "$program" "$source"
        "$2strip" --strip-all --remove-section=.comment --remove-section=.note.gnu.property "$program"
        chmod 755 "$program"
    done
}

build x86_64 x86_64-linux-gnu- "-fcf-protection=none"
build aarch64 aarch64-linux-gnu- "-mgeneral-regs-only"
