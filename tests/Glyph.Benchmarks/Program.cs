using BenchmarkDotNet.Running;
using Glyph.Benchmarks;
using Glyph.Benchmarks.Landscapes;
using Glyph.Benchmarks.Problems;
using Glyph.Benchmarks.Reading;
using Glyph.Benchmarks.Stores;

// "times" measures whole texts, "reading" the reader, "landscape" records one, "store" a store of many trials, all for scripts; anything else goes to BenchmarkDotNet.
if (args is ["times", ..])
{
    return await Times.RunAsync(args[1..]);
}

if (args is ["reading", ..])
{
    return await ReadingTimes.RunAsync(args[1..]);
}

if (args is ["landscape", ..])
{
    return await LandscapeCommand.RunAsync(args[1..]);
}

if (args is ["problem", ..])
{
    return await ProblemCommand.RunAsync(args[1..]);
}

if (args is ["store", ..])
{
    return await StoreCommand.RunAsync(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
