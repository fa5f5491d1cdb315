using System.ComponentModel;
using System.Management.Automation;
using System.Reflection;

namespace DnnBrain.PowerShell.Hosting;

/// <summary>What <c>Import-Module</c> runs, once in every runspace that imports the module.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Lets the module find its third-party assemblies; loads none of them, nor the native library.</summary>
    public void OnImport()
    {
        ModuleDependencies.Register();
        // A type literal such as [DnnBrain.Rsa.Rdm] finds only types of loaded assemblies.
        Assembly.Load("DnnBrain.Core");
    }
}
