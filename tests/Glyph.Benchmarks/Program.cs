using BenchmarkDotNet.Running;
using Glyph.Benchmarks;

// "times" measures whole texts, for scripts; anything else goes to BenchmarkDotNet.
if (args is ["times", ..])
{
    return await Times.RunAsync(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
