"""The floor of an interview: reads a key, says which number comes next, and nothing else."""

import os
import sys
import tty

if __name__ == "__main__":
    tty.setcbreak(0)
    for number in range(1, 55):
        sys.stdout.write(f"{number} of 54\n")
        sys.stdout.flush()
        os.read(0, 1)
