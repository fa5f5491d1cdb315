using System.Management.Automation;
using System.Net;
using DnnBrain.Networks;
using DnnBrain.Networks.Download;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Networks;

/// <summary>Downloads the official weights of networks.</summary>
[Cmdlet(VerbsData.Save, "DnnModelWeight", SupportsShouldProcess = true)]
[OutputType(typeof(SavedWeight))]
public sealed class SaveDnnModelWeightCommand : LongRunningCmdlet
{
    private string? _folder;

    /// <summary>The networks; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DownloadableModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Model { get; set; } = [];

    /// <summary>The folder to put the files in; the cache, where networks look for them, by default.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Downloads files anew that are there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The address of a proxy; the system's by default.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Name and password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Returns what was saved.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _folder = Path is null ? null : Require(() => ResolveUnresolved(Path), Path);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string[] available = [.. ModelCatalog.Networks.Select(n => n.Name)];
        foreach (string pattern in Model)
        {
            TryItem(pattern, () =>
            {
                bool literal = !WildcardPattern.ContainsWildcardCharacters(pattern);
                foreach (string name in NamePattern.Select([pattern], available, "ModelNotFound", "network"))
                {
                    // A wildcard means the networks that can be downloaded; a name of one that cannot is an error.
                    NetworkDefinition definition = ModelCatalog.Get(name);
                    if (literal || WeightDownload.IsOffered(definition))
                    {
                        TryItem(name, () => Save(definition));
                    }
                }
            });
        }
    }

    private void Save(NetworkDefinition definition)
    {
        if (!ShouldProcess(WeightDownload.Target(definition, _folder), $"Download {definition.WeightsUrl}"))
        {
            return;
        }

        SavedWeight saved = RunForItem((observer, token) =>
            WeightDownload.Save(definition, _folder, Force, new DownloadOptions { Proxy = MakeProxy() }, observer, token));
        if (PassThru)
        {
            WriteObject(saved);
        }
    }

    /// <summary>The proxy that was asked for; null for the system's, which has its credentials where the user gives some.</summary>
    private IWebProxy? MakeProxy()
    {
        NetworkCredential? credential = ProxyCredential?.GetNetworkCredential();
        if (Proxy is not null)
        {
            return new WebProxy(Proxy) { Credentials = credential };
        }

        return credential is null ? null : new SystemProxy(credential);
    }

    /// <summary>The system's proxy with a user's credentials.</summary>
    private sealed class SystemProxy(ICredentials credentials) : IWebProxy
    {
        public ICredentials? Credentials { get; set; } = credentials;

        public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => HttpClient.DefaultProxy.IsBypassed(host);
    }
}
