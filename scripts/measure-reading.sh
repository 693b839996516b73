#!/bin/sh
# Lines a second of the shipped reader beside calls of one line at a time: scripts/measure-reading.sh [arguments of 'reading'].
# On a machine with an NVIDIA GPU it is built with the CUDA runtime, read on both devices, and how busy the GPU was is told at the end.
set -eu
cd "$(dirname "$0")/.."

flavour=Cpu
if command -v nvidia-smi > /dev/null; then
    flavour=Gpu
fi

dotnet build -c Release -v quiet -p:OnnxRuntimeFlavor=$flavour tests/Glyph.Benchmarks
benchmarks=tests/Glyph.Benchmarks/bin/Release/net10.0/Glyph.Benchmarks.dll
if [ $flavour = Cpu ]; then
    exec dotnet $benchmarks reading "$@"
fi

# A sample each fifth of a second; idle ones, while the CPU reads, are not counted.
samples=$(mktemp)
nvidia-smi --query-gpu=utilization.gpu --format=csv,noheader,nounits -lms 200 > "$samples" &
sampler=$!
trap 'kill $sampler; rm -f "$samples"' EXIT
dotnet $benchmarks reading "$@"
awk '$1 > 0 { sum += $1; n++ } END { printf "GPU busy: %.0f %% on the mean of %d samples above 0\n", n ? sum / n : 0, n }' "$samples"
