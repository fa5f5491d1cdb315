using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DnnBrain.Architecture;

/// <summary>Which types each type of an assembly names: in bases, members, attributes, local variables and method bodies.</summary>
internal sealed class TypeReferences
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly TypeNames _names;

    private TypeReferences(PEReader file, string assembly)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _names = new TypeNames(assembly);
    }

    /// <summary>The names in every type; what is nested or made by the compiler counts for the outermost type.</summary>
    public static IReadOnlyDictionary<TypeName, ImmutableHashSet<TypeName>> Read(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var walk = new TypeReferences(file, assembly.GetName().Name!);
        return walk._reader.TypeDefinitions
            .GroupBy(handle => walk._names.GetTypeFromDefinition(walk._reader, handle, 0).Single())
            .ToDictionary(group => group.Key, group => Union(group.Select(walk.OfType)).Remove(group.Key));
    }

    /// <summary>The types of other assemblies whose members this one calls or reads.</summary>
    public static ImmutableHashSet<TypeName> ReadCalled(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var walk = new TypeReferences(file, assembly.GetName().Name!);
        return Union(walk._reader.MemberReferences.Select(member => walk.Of(walk._reader.GetMemberReference(member).Parent)));
    }

    private static ImmutableHashSet<TypeName> Union(IEnumerable<ImmutableHashSet<TypeName>> sets) =>
        sets.Aggregate(ImmutableHashSet<TypeName>.Empty, (all, set) => all.Union(set));

    private ImmutableHashSet<TypeName> OfType(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        return Union(
        [
            Of(type.BaseType),
            Union(type.GetInterfaceImplementations().Select(i => Of(_reader.GetInterfaceImplementation(i).Interface))),
            Union(type.GetGenericParameters().SelectMany(OfConstraints)),
            Union(type.GetFields().Select(field => _reader.GetFieldDefinition(field).DecodeSignature(_names, null))),
            Union(type.GetMethods().Select(OfMethod)),
            OfAttributes(type.GetCustomAttributes()),
            Union(type.GetFields().Select(field => OfAttributes(_reader.GetFieldDefinition(field).GetCustomAttributes()))),
            Union(type.GetProperties().Select(property => OfAttributes(_reader.GetPropertyDefinition(property).GetCustomAttributes()))),
        ]);
    }

    private ImmutableHashSet<TypeName> OfMethod(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _reader.GetMethodDefinition(handle);
        ImmutableHashSet<TypeName> declared = Of(method.DecodeSignature(_names, null))
            .Union(OfAttributes(method.GetCustomAttributes()))
            .Union(Union(method.GetGenericParameters().SelectMany(OfConstraints)));
        if (method.RelativeVirtualAddress == 0)
            return declared;

        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        return declared
            .Union(Of(body.LocalSignature))
            .Union(Union(body.ExceptionRegions.Select(region => Of(region.CatchType))))
            .Union(Union(IlTokens.Read(body.GetILBytes()!).Select(Of)));
    }

    private IEnumerable<ImmutableHashSet<TypeName>> OfConstraints(GenericParameterHandle handle) =>
        _reader.GetGenericParameter(handle).GetConstraints().Select(c => Of(_reader.GetGenericParameterConstraint(c).Type));

    private ImmutableHashSet<TypeName> OfAttributes(CustomAttributeHandleCollection attributes) =>
        Union(attributes.Select(attribute => Of(_reader.GetCustomAttribute(attribute).Constructor)));

    private static ImmutableHashSet<TypeName> Of(MethodSignature<ImmutableHashSet<TypeName>> signature) =>
        signature.ParameterTypes.Aggregate(signature.ReturnType, (all, parameter) => all.Union(parameter));

    private ImmutableHashSet<TypeName> Of(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition => _names.GetTypeFromDefinition(_reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => _names.GetTypeFromReference(_reader, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => _names.GetTypeFromSpecification(_reader, null, (TypeSpecificationHandle)handle, 0),
        HandleKind.MethodDefinition => Of(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()),
        HandleKind.FieldDefinition => Of(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()),
        HandleKind.MemberReference => OfMember(_reader.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => OfGenericMethod(_reader.GetMethodSpecification((MethodSpecificationHandle)handle)),
        HandleKind.StandaloneSignature => OfSignature(_reader.GetStandaloneSignature((StandaloneSignatureHandle)handle)),
        _ => throw new InvalidDataException($"A token of kind {handle.Kind} names no type"),
    };

    private ImmutableHashSet<TypeName> OfMember(MemberReference member) => Of(member.Parent).Union(
        member.GetKind() == MemberReferenceKind.Field
            ? member.DecodeFieldSignature(_names, null)
            : Of(member.DecodeMethodSignature(_names, null)));

    private ImmutableHashSet<TypeName> OfGenericMethod(MethodSpecification method) =>
        Of(method.Method).Union(Union(method.DecodeSignature(_names, null)));

    private ImmutableHashSet<TypeName> OfSignature(StandaloneSignature signature) =>
        signature.GetKind() == StandaloneSignatureKind.LocalVariables
            ? Union(signature.DecodeLocalSignature(_names, null))
            : Of(signature.DecodeMethodSignature(_names, null));
}
