using System.CommandLine;
using Glyph.Core;

namespace Glyph.Cli.Commands;

/// <summary><c>glyph backup</c>: a whole copy of a database, also while searches run.</summary>
internal static class BackupCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Option<FileInfo>("--out") { Description = "The file to write; it must not be there.", Required = true };
        var command = new Command("backup", "Copy a database as it is now, also while a daemon searches in it.") { file };
        var stores = new StoreOptions().AddTo(command);
        Examples.AddTo(command, ("glyph backup --out backups/monday.db", "of ./glyph.db, or of the daemon that owns it"));
        command.SetAction(context.Guard(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetValue(file)!;
            if (target.Exists)
            {
                throw new InvalidInputException($"--out: {target.FullName} is there already");
            }

            Directory.CreateDirectory(target.DirectoryName!);
            using var open = stores.OpenExisting(parsed);
            if (open.Client is { } client)
            {
                var aside = target.FullName + ".new";
                try
                {
                    await using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write))
                    {
                        await client.DownloadAsync("backup", stream, cancellationToken).ConfigureAwait(false);
                    }

                    File.Move(aside, target.FullName);
                }
                catch
                {
                    File.Delete(aside);
                    throw;
                }
            }
            else
            {
                open.Own!.CopyTo(target.FullName);
            }

            context.Output.WriteLine($"{open.Store.Location} was copied to {target.FullName}");
            return ExitCodes.Done;
        }));
        return command;
    }
}
