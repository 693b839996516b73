using System.Diagnostics;
using Glyph.Daemon.Exporting;
using Glyph.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Glyph.Daemon.Tests.Exporting;

public sealed class SnippetTests : IDisposable
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private readonly ExportSamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [Fact]
    public void The_csharp_program_compiles_against_this_build()
    {
        using var context = _samples.Context();
        var program = Snippet.Write("render.cs", context);
        Assert.Contains("trial 5 of search s", program, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", program, StringComparison.Ordinal);
        Assert.True(File.Exists(program.Split('\n').Single(line => line.StartsWith("#:project ", StringComparison.Ordinal))["#:project ".Length..]));

        // Lines of the SDK's own, such as the one that names the project, are no part of the language.
        var code = string.Join('\n', program.Split('\n').Select(line => line.StartsWith("#:", StringComparison.Ordinal) ? "" : line));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "render",
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken), CSharpSyntaxTree.ParseText(ImplicitUsings, cancellationToken: TestContext.Current.CancellationToken)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public async Task The_python_program_parses()
    {
        using var context = _samples.Context();
        using var folder = new TemporaryFolder();
        var file = folder.Write("render.py", Snippet.Write("render.py", context));
        Assert.DoesNotContain("{{", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var python = Start("python3", "-m", "py_compile", file);
        Assert.SkipWhen(python is null, "there is no python3");
        var error = await python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(python.ExitCode == 0, error);
    }

    private static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
